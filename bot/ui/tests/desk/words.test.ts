/** Both languages say everything, and everything that is said somewhere has words. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";

import en from "../../src/desk/words/en";
import zh from "../../src/desk/words/zh";

type Words = { [name: string]: string | Words };
const DESK = join(import.meta.dirname, "../../src/desk");

function keys(words: Words, path = ""): [string, string][] {
  return Object.entries(words).flatMap(([name, value]): [string, string][] =>
    typeof value === "string" ? [[path + name, value]] : keys(value, `${path}${name}.`),
  );
}

const [english, chinese] = [new Map(keys(en)), new Map(keys(zh))];
const fields = (text: string): string[] => (text.match(/\{\w+\}/g) ?? []).sort();

describe("the words", () => {
  it("are the same in both languages, each with the same fields", () => {
    expect([...chinese.keys()].sort()).toEqual([...english.keys()].sort());
    const apart = [...english].filter(
      ([key, text]) => fields(text).join() !== fields(chinese.get(key) ?? "").join(),
    );
    expect(apart).toEqual([]);
  });

  it("are written in their language", () => {
    const bare = (text: string): string => text.replace(/\{\w+\}/g, "");
    const wrong = [...chinese].filter(([, text]) => /\p{L}/u.test(bare(text)));
    const isChinese = (text: string): boolean => /\p{Script=Han}/u.test(text);
    expect(wrong.filter(([, text]) => !isChinese(text))).toEqual([]);
    expect([...english].filter(([, text]) => /\p{Script=Han}/u.test(text))).toEqual([]);
  });

  it("name everything the rules may refuse", () => {
    const rules = join(import.meta.dirname, "../../../../actions/shop/policy/refusals.py");
    const refusals = [...readFileSync(rules, "utf-8").matchAll(/^class (\w+):/gm)];
    expect(refusals.length).toBeGreaterThan(30);
    const unnamed = refusals.filter(([, name]) => !english.has(`shop.refusal.${name}`));
    expect(unnamed.map(([, name]) => name)).toEqual([]);
  });

  it("are there for everything a component says", () => {
    const files = readdirSync(DESK, { recursive: true, encoding: "utf-8" }).filter((name) => /\.(vue|ts)$/.test(name));
    const said = files.flatMap((name) =>
      [...readFileSync(join(DESK, name), "utf-8").matchAll(/\bt\(\s*["']([\w.]+)["']/g)].map((found) => found[1]),
    );
    expect(said.length).toBeGreaterThan(150);
    expect(said.filter((key) => !english.has(String(key)))).toEqual([]);
  });
});
