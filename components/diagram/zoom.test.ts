import { equal } from "node:assert/strict";
import { test } from "node:test";
import { clampZoom, fitting, scrollAfter, zoomAfter } from "./zoom.ts";

test("a diagram fits by its longer side, and a small one is not blown up to a wall", () => {
  equal(fitting({ width: 400, height: 300 }, { width: 800, height: 900 }), 2);
  equal(fitting({ width: 400, height: 300 }, { width: 800, height: 150 }), 0.5);
  equal(fitting({ width: 100, height: 50 }, { width: 1_000, height: 900 }), 2.5);
});

test("keys change the size within bounds, 0 fits, and any other key is not taken", () => {
  equal(zoomAfter("+", 1), 1.25);
  equal(zoomAfter("-", 1.25), 1);
  equal(zoomAfter("0", 3), "fit");
  equal(zoomAfter("ArrowLeft", 1), null);
  equal(clampZoom(100), 6);
  equal(clampZoom(0), 0.25);
});

test("what was under the middle stays there", () => {
  // The point at 150 of the picture is at 50 of the window; twice as large it is at 300, so 250 are scrolled away.
  equal(scrollAfter(100, 50, 1, 2), 250);
  equal(scrollAfter(250, 50, 2, 1), 100);
});
