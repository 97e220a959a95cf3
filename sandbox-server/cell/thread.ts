import { installLanes } from "./lanes.ts";
import { installModules } from "./modules.ts";
import { theRun } from "./shared.ts";
import { installThreads } from "./threads.ts";

/** A worker of the learner's can import what the main thread can, and start workers of its own. */
// Every thread begins with all that the process was started with; the inspector is the observer's alone.
(process.permission as { drop?: (scope: string) => void } | undefined)?.drop?.("inspector");
installThreads();
if (theRun().lanes) installLanes();
installModules().serve(theRun());
