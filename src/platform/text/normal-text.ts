/** Texts without anything to mend; most are, and this is told at once. */
const PLAIN = /^[\x21-\x7e]+(?: [\x21-\x7e]+)*$/;

/** Marks that nobody sees: of no width, soft hyphens, or signs that turn the direction of what follows. */
const INVISIBLE =
  /\u034f|[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e007f}]/gu;

/** Joiners and variation selectors mean something only beside letters that join, and beside pictures. */
const STRAY_JOINER =
  /(?<!(?![\p{sc=Latn}\p{sc=Grek}\p{sc=Cyrl}])[\p{Letter}\p{Mark}\p{Extended_Pictographic}\p{Emoji_Modifier}])(?:\p{Join_Control}|\p{Variation_Selector})/gu;

/**
 * The one form in which the hub keeps a text, whoever delivers it: letters composed (Unicode NFC, as DIN 91379 asks), line
 * ends as line feeds, every blank a plain space and none of them double, at the end of a line or around the text, no mark
 * that nobody sees. Two texts that look the same are the same then. What cannot be kept at all stays as it is for
 * `unkeepable`.
 */
export function normalText(text: string): string {
  if (PLAIN.test(text)) return text;
  return text
    .normalize('NFC')
    .replace(INVISIBLE, '')
    .replace(STRAY_JOINER, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\p{Zs}/gu, ' ')
    .replace(/(?<=\S) {2,}/g, ' ')
    .replace(/[ \t]+\n/g, '\n')
    .trim();
}

/**
 * Control characters other than tabs and line ends; halves of characters; and what Unicode gives to nobody. They come from
 * damaged exports, and PostgreSQL cannot store all of them.
 */
const UNKEEPABLE = /(?![\t\n\r])\p{Control}|[\ufffd\p{Surrogate}\p{Private_Use}\p{Noncharacter_Code_Point}]/u;

/** Whether a text holds a character that no record can keep. */
export function isUnkeepable(text: string): boolean {
  return UNKEEPABLE.test(text);
}
