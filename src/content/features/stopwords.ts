/** The most common words of many languages: frequent in running text, rare in furniture. */
import { wordHash } from '../../text/scan/hashList.js';

/** By language. Related languages share words, which then count for each of them. */
const LISTS = {
  de: 'der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei wenn können ich wir ihr ihre seine kann schon unter gegen vom diese dieser dieses doch was beim damit hatte sollen muss dann da keine seiner habe denn immer sowie weil ob uns mir ihm ihn',
  en: 'the of and to in a is that for it as was with be by on not he his but at are this have from or had an they which one you were all her she there would their we him been has when who will more no if out so said what up its about than into them can only other time new some could these two may then do first any my now such like our over me even most made after also did many before must through back where much your way well down should because each just those how too little very',
  fr: 'le la les de des du et en un une que qui est dans pour pas sur au par il plus ne se ce avec son sont ou a aux été cette sa ses mais comme nous vous leur elle on ont même tout fait si aussi bien sans être deux entre après ces où y ils peut dont encore depuis avait était lui',
  es: 'el la los las de que y en un una a por con no se su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy hasta desde está mi porque han donde quien hay',
  it: 'il lo la i gli le di che e è in un una per non con del della dei delle da al alla sono si come ma più anche ha nel nella su dal dalla questo questa o se ci essere hanno suo sua loro stato tra cui dopo ai due ancora quando',
  nl: 'de het een van en in is dat op te zijn met voor niet die aan er om ook als bij door maar naar uit dan of werd nog wel worden over heeft hebben hij ze wordt kan meer deze dit was tot onder had haar zich geen al wat we moet ik je tegen',
  pl: 'i w na z do się nie to że o jest jak za po od co dla przez ale są ma tym tego przy oraz był było czy być już także które który która jego ich tak może tylko jej lub roku bardzo',
  pt: 'o a os as de que e do da em um uma para com não por mais no na dos das se como mas foi ao ele sua seu ou ser quando muito há nos já está eu também só pelo pela até isso ela entre era depois sem mesmo aos ter são',
  nordic:
    'og i å det er en et på til som av for med at de har ikke om den var vi han men fra ein jeg så kan vil eller også seg ble skal sig blir etter ved ut över att och är inte för ett med på av den till som har om men var kan jag från eller vid ska så efter inom när sin mot under ikke der blev af være',
  fi: 'ja on ei se että oli hän ovat mutta joka myös kun niin tai jos mitä sen kuin ole mukaan vain sitä jo nyt ovat olla ollut hänen',
  cz: 'a se v na je že o z do s to i jako pro by ale ve za si od po jsou byl který jeho už podle také jen nebo ze k před má však jsem sa nie aby',
  hu: 'a az és hogy nem is egy ez meg csak van volt el de már mint még ha ki be azt kell lehet több után',
  ro: 'de și în a la cu pe nu că o din care se ce este un mai fost pentru sunt au ca sau dar prin după fi',
  tr: 've bir bu da de için ile çok olarak daha gibi ne en kadar olan o ama sonra var ise göre değil ancak',
  ru: 'и в не на что с по как это к из за у от о для его но а то был все так же было бы только она он они мы или при до если их уже также которые который может года после ее чем была будет були та що не для це які від про як до з у на в і є за але по при',
  el: 'και το να η του της με για από που τα ο την τη στο στην οι των δεν τον στα τις είναι σε ότι ως θα τους ένα μια αλλά κατά όπως έχει μετά αν ή πιο στις στους ήταν αυτό προς',
  zh: '的 一 是 了 不 在 有 人 这 这 他 我 和 们 说 上 为 也 这 就 到 以 与 而 对 但 被 将 着 还 等 从 其 之 所 の は に を た が で て と し れ さ い る も な か ら こ と',
  arabic: 'في من على إلى أن التي الذي عن مع هذا هذه ما كان بعد قد لا و به که را است این در از با برای',
} as const;

/**
 * An open table: for each slot the hash of a stop word and, beside it, the languages that it is in, one bit each; 0 if the
 * slot is free. It has several times as many slots as words, since most words that are looked up are not in it.
 */
const SLOTS = 1 << 12;
const slots = new Int32Array(2 * SLOTS);
Object.values(LISTS).forEach((list, language) => {
  for (const word of list.split(' ')) {
    const hash = wordHash(word) | 0;
    const slot = slotOf(hash);
    slots[slot] = hash;
    slots[slot + 1] |= 1 << language;
  }
});
const LANGUAGES = Object.keys(LISTS).length;

/** The slot that contains a word, or the free slot where it belongs. */
function slotOf(hash: number): number {
  let slot = (hash & (SLOTS - 1)) << 1;
  while (slots[slot + 1] !== 0 && slots[slot] !== hash) slot = (slot + 2) & (2 * SLOTS - 1);
  return slot;
}

/** The languages in which a word is a stop word, one bit each; 0 for other words. */
export function stopBits(hash: number): number {
  return slots[slotOf(hash | 0) + 1];
}

/**
 * Marks the stop words of the document's language, which is the one with the most stop words in it.
 * @param words the hashes of all words of the document
 * @returns 1 for stop words, 0 for others
 */
export function markStops(words: Uint32Array): Uint8Array {
  const bits = new Int32Array(words.length);
  const counts = new Uint32Array(LANGUAGES);
  for (let i = 0; i < words.length; i++) {
    bits[i] = stopBits(words[i]);
    for (let rest = bits[i]; rest !== 0; rest &= rest - 1) counts[31 - Math.clz32(rest & -rest)]++;
  }
  const language = counts.indexOf(Math.max(...counts));
  const stops = new Uint8Array(words.length);
  for (let i = 0; i < stops.length; i++) stops[i] = (bits[i] >>> language) & 1;
  return stops;
}
