/**
 * The line a cell is sent once it has waited a while: time for what a hurried start leaves out (50 ms of CPU).
 * A hand-over may follow at any time, or come without it.
 */
export const armLine = '{"type":"arm"}\n';
