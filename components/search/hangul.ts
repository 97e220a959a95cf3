/**
 * Korean as it is typed and inflected. A syllable is composed letter by letter, and a letter typed for the next
 * syllable first hangs under the one before it ("세맢" on the way to "세마포어"); and words carry particles
 * ("루프를", "루프에서"), in the text and in the question.
 */

const first = 0xac00;
const last = 0xd7a3;
const perInitial = 588;
const perVowel = 28;

const initials = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ";
const vowels = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ";
/** By the number of the final consonant; the first stands for none. Two letters where two keys make it. */
const finals =
  " ㄱ ㄲ ㄱㅅ ㄴ ㄴㅈ ㄴㅎ ㄷ ㄹ ㄹㄱ ㄹㅁ ㄹㅂ ㄹㅅ ㄹㅌ ㄹㅍ ㄹㅎ ㅁ ㅂ ㅂㅅ ㅅ ㅆ ㅇ ㅈ ㅊ ㅋ ㅌ ㅍ ㅎ".split(" ");
/** Vowels that go on where a simple one was typed, as two keys. */
const longer: Record<string, string> = { ㅗ: "ㅘㅙㅚ", ㅜ: "ㅝㅞㅟ", ㅡ: "ㅢ" };
const keysOfVowel: Record<string, string> = {
  ㅘ: "ㅗㅏ",
  ㅙ: "ㅗㅐ",
  ㅚ: "ㅗㅣ",
  ㅝ: "ㅜㅓ",
  ㅞ: "ㅜㅔ",
  ㅟ: "ㅜㅣ",
  ㅢ: "ㅡㅣ",
};

type Parts = { initial: string; vowel: string; final: string };

function partsOf(syllable: string): Parts | null {
  const code = syllable.charCodeAt(0);
  if (code < first || code > last) return null;
  const offset = code - first;
  return {
    initial: initials[Math.floor(offset / perInitial)] ?? "",
    vowel: vowels[Math.floor((offset % perInitial) / perVowel)] ?? "",
    final: finals[offset % perVowel] ?? "",
  };
}

const compose = (initial: string, vowel: string, final = "") =>
  String.fromCharCode(
    first + initials.indexOf(initial) * perInitial + vowels.indexOf(vowel) * perVowel + finals.indexOf(final),
  );
const range = (from: number, length: number) =>
  `[${String.fromCharCode(from)}-${String.fromCharCode(from + length - 1)}]`;
const anyFinal = (initial: string, vowel: string) => range(compose(initial, vowel).charCodeAt(0), perVowel);
const anySyllable = (initial: string) => range(first + initials.indexOf(initial) * perInitial, perInitial);

export const isHangul = (text: string) => /[ㄱ-ㅎㅏ-ㅣ가-힣]/.test(text);

/** A pattern for all that the last letter of a word may still become; null where it is no letter of Korean. */
export function openEnd(letter: string): string | null {
  if (initials.includes(letter)) return anySyllable(letter);
  const parts = partsOf(letter);
  if (!parts) return null;
  const { initial, vowel, final } = parts;
  if (!final) {
    return `(?:${[vowel, ...(longer[vowel] ?? "")].map((one) => anyFinal(initial, one)).join("|")})`;
  }
  const grown = finals.filter((one) => one.startsWith(final)).map((one) => compose(initial, vowel, one));
  const moved = final.at(-1) ?? "";
  const next = compose(initial, vowel, final.slice(0, -1)) + anySyllable(moved);
  return `(?:${[...grown, ...(initials.includes(moved) ? [next] : [])].join("|")})`;
}

/** The keys that were pressed for a text: what two spellings of a word are compared by. */
export const keysOf = (text: string): string =>
  [...text.toLowerCase()]
    .map((letter) => {
      const parts = partsOf(letter);
      return parts ? parts.initial + (keysOfVowel[parts.vowel] ?? parts.vowel) + parts.final : letter;
    })
    .join("");

const particles =
  "에서는 으로는 에게는 까지는 부터는 에서도 이라는 이라고 에서 으로 까지 부터 에게 한테 처럼 보다 마다 이나 라도 이란 라는 라고 에는 에도 은 는 이 가 을 를 에 로 와 과 의 도 만 란".split(
    " ",
  );
/** After one syllable only these are surely particles: 차이 is no 차 with a particle. */
const surely = /^(?:[을를은는의]|에서.*)$/;

/** The word without the particle it carries, or null where it carries none. */
export function stemOf(word: string): string | null {
  const particle = particles.find((one) => word.endsWith(one) && word.length > one.length);
  if (!particle) return null;
  const stem = word.slice(0, -particle.length);
  return stem.length >= 2 || surely.test(particle) ? stem : null;
}
