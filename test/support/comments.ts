/** Paragraphs of an invented article, and what users say of it below: each number gives another one. */

export function councilParagraph(number: number): string {
  return `Der Gemeinderat von Hohenwiek hat am Montag zum ${number}. Mal über den neuen Steg am Hafen beraten und ihn am Ende beschlossen.`;
}

/** The first paragraphs of the article. */
export function councilArticle(count: number): string[] {
  return Array.from({ length: count }, (_, i) => councilParagraph(i + 2));
}

/** The first comments on it. */
export function commentsOnIt(count: number): string[] {
  return Array.from(
    { length: count },
    (_, i) => `Ich wohne seit ${i + 10} Jahren am Hafen und habe noch keinen Steg gesehen, der länger hielt als bis zum ersten Sturm.`,
  );
}
