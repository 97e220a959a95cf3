import { installModules } from "./modules.ts";
import { theRun } from "./shared.ts";
import { installThreads } from "./threads.ts";

/** A worker of the learner's can import what the main thread can, and start workers of its own. */
installThreads();
installModules().serve(theRun());
