/** The part of it that we use; the package brings no types. */
declare module "subset-font" {
  type Axis = { min: number; max: number; default: number };
  type Options = { targetFormat: "woff2"; variationAxes?: Record<string, Axis>; keepFeatures?: readonly string[] };
  export default function subset(font: Buffer, text: string, options: Options): Promise<Buffer>;
}
