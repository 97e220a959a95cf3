/** Which items of the five source articles each lesson teaches: 208 of them, each in at least one lesson. */
import type { LessonId } from "./types.ts";

export const coverage: Readonly<Record<LessonId, readonly string[]>> = {
  L01: ids("S1-01 S1-03 S1-04 S1-09 S1-10 S1-11 S1-12 S2-19 S2-20 S2-31 S4-02"),
  L02: ids("S1-02 S1-07 S1-08 S1-13 S1-14 S1-15 S1-16 S1-17 S1-20 S1-21 S1-22 S1-23 S1-32 S2-23"),
  L03: ids("S1-05 S1-06 S1-12 S1-18 S1-19 S3-02 S3-07 S3-08 S3-09 S3-10"),
  L04: ids("S1-24 S1-25 S1-26 S1-27 S1-31 S2-21 S2-30"),
  L05: ids("S0-48 S1-28 S1-29 S1-30 S2-11 S2-16"),
  L06: ids("S2-24 S2-25 S2-28"),
  L07: ids("S2-22 S2-27 S3-27"),
  L08: ids("S2-26 S4-53"),
  L09: ids("S0-03 S0-04 S0-05 S0-06 S0-07 S0-08 S0-09 S0-10 S0-32"),
  L10: ids("S0-11 S0-12 S0-16"),
  L11: ids("S0-17 S0-18 S0-19 S0-20"),
  L12: ids("S0-37 S0-38 S0-39 S0-40 S0-41 S0-42 S4-15 S4-17"),
  L13: ids("S0-01 S0-02 S0-43 S0-44 S0-45 S0-46 S0-47"),
  L14: ids("S0-21 S0-22 S0-23 S0-24 S0-25 S0-26"),
  L15: ids("S0-27 S0-28 S0-29 S0-30 S0-31 S2-12"),
  L16: ids("S0-33 S0-34 S0-35 S0-36"),
  L17: ids("S2-13 S2-14 S2-17 S2-30"),
  L18: ids("S2-10 S2-15 S2-18"),
  L19: ids("S4-01 S4-03 S4-04 S4-05 S4-06 S4-07 S4-08 S4-09 S4-10 S4-11 S4-13"),
  L20: ids("S3-21 S4-16 S4-19 S4-29"),
  L21: ids("S2-01 S2-02 S2-03 S2-04 S2-06 S2-07 S2-08 S2-09 S2-29 S2-32 S4-20 S4-21"),
  L22: ids("S2-05 S4-18 S4-22"),
  L23: ids("S3-13 S3-14 S3-15 S3-16 S3-17 S3-18"),
  L24: ids("S3-01 S3-19 S3-20 S3-34 S3-35"),
  L25: ids("S0-13 S0-14 S3-22 S3-23 S3-24 S3-25 S4-51"),
  L26: ids("S0-15 S3-26 S3-29"),
  L27: ids("S3-28 S3-30 S4-52"),
  L28: ids("S3-03 S3-04 S3-05 S3-06 S3-11 S3-12 S3-31 S3-32 S3-33 S4-12 S4-14"),
  L29: ids("S4-23 S4-24"),
  L30: ids("S4-25 S4-26 S4-27"),
  L31: ids("S4-28"),
  L32: ids("S4-30 S4-31 S4-32 S4-54 S4-55 S4-56"),
  L33: ids("S4-33 S4-34 S4-35 S4-39 S4-42"),
  L34: ids("S4-40 S4-43 S4-44 S4-45 S4-46"),
  L35: ids("S4-41"),
  L36: ids("S3-31 S4-36 S4-37 S4-38 S4-47 S4-48 S4-49 S4-50 S4-57 S4-58 S4-59 S4-60 S4-61"),
};

function ids(list: string): readonly string[] {
  return list.split(" ");
}
