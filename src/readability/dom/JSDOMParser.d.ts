/** What of Readability's parser is used; the package has types for its main file alone. */
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    parse(page: string): Document;
    error(message: string): void;
  }
}
