/** The goods of the shop window: names, prices, and drawings as (kind of line, path) pairs. */

type Ink = "ink" | "pale" | "warm" | "stroke";

export interface Good {
  zh: string;
  en: string;
  price: string;
  drawing: readonly (readonly [Ink, string])[];
}

function disc(x: number, y: number, r: number): string {
  return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0`;
}

export const GOODS: readonly Good[] = [
  {
    zh: "疾风跑鞋",
    en: "Gale Running Shoes",
    price: "¥499.00",
    drawing: [
      ["ink", "M14 72c0-14 2-26 4-34 8 8 18 10 28 4 10 14 24 22 42 24 12 2 18 6 18 14v4H14z"],
      ["warm", "M14 84h92v4c0 6-4 8-10 8H24c-6 0-10-4-10-12z"],
      ["stroke", "M46 52l10-8M55 60l10-8M66 66l8-9"],
    ],
  },
  {
    zh: "清风速干T恤",
    en: "Breeze Quick-Dry Tee",
    price: "¥99.00",
    drawing: [
      ["pale", "M42 18c6 8 30 8 36 0l26 14-10 22-12-6v50H38V48l-12 6-10-22z"],
      ["stroke", "M42 18c6 10 30 10 36 0"],
      ["warm", "M52 56h16v6H52z"],
    ],
  },
  {
    zh: "七号室内外篮球",
    en: "Indoor/Outdoor Basketball",
    price: "¥159.00",
    drawing: [
      ["warm", disc(60, 60, 40)],
      ["stroke", "M20 60h80M60 20v80M32 32c16 16 16 40 0 56M88 32c-16 16-16 40 0 56"],
    ],
  },
  {
    zh: "防滑瑜伽垫 6毫米",
    en: "Grip Yoga Mat 6 mm",
    price: "¥139.00",
    drawing: [
      ["pale", "M16 44h70v44H16z"],
      ["ink", disc(86, 66, 22)],
      ["stroke", "M86 56a10 10 0 1 1-8 4M16 88h70"],
    ],
  },
  {
    zh: "双人双层帐篷",
    en: "Two-Person Double-Wall Tent",
    price: "¥799.00",
    drawing: [
      ["ink", "M60 20l48 76H12z"],
      ["pale", "M60 40l22 56H38z"],
      ["stroke", "M60 12v84M8 96h104"],
    ],
  },
  {
    zh: "轻羽碳素羽毛球拍",
    en: "Featherlight Carbon Badminton Racket",
    price: "¥289.00",
    drawing: [
      ["pale", "M72 14c18-6 34 8 30 28-4 18-22 30-38 26-14-4-18-20-12-34 4-10 11-17 20-20z"],
      ["stroke", "M62 66L22 106M66 22l30 34M56 36l30 30M98 30L62 62M88 16L54 50"],
      ["warm", "M30 92l6 6-16 16-6-6z"],
    ],
  },
  {
    zh: "包胶哑铃 5公斤（一对）",
    en: "Rubber Dumbbells 5 kg (pair)",
    price: "¥189.00",
    drawing: [
      ["stroke", "M38 60h44"],
      ["ink", "M24 36h16v48H24zM80 36h16v48H80z"],
      ["warm", "M14 46h10v28H14zM96 46h10v28H96z"],
    ],
  },
  {
    zh: "防雾泳镜",
    en: "Anti-Fog Swim Goggles",
    price: "¥119.00",
    drawing: [
      ["pale", "M14 48h38c4 0 6 3 6 8 0 14-8 24-22 24S12 70 10 58c-1-6 0-10 4-10z"],
      ["pale", "M106 48H68c-4 0-6 3-6 8 0 14 8 24 22 24s24-10 26-22c1-6 0-10-4-10z"],
      ["stroke", "M54 54h12M10 52L2 46M110 52l8-6M20 56c0 6 4 12 10 14M72 56c0 6 4 12 10 14"],
    ],
  },
];
