/** What the console has to tell, as the name of a sentence and what stands in it. */

export type Params = Record<string, string | number>;

export interface Notice {
  kind: "success" | "info" | "warning" | "error";
  /** Name of the sentence under `notice` in the words. */
  key: string;
  params?: Params;
  /** Code of a refusal that has a sentence of its own under `refusal`. */
  refusal?: string;
  /** Said as it is, by the server, in place of the sentence. */
  text?: string;
}

export type Tell = (notice: Notice) => void;
