/** The part of Readability's parser that is used. The package only has types for its main file. */
declare module '@mozilla/readability/JSDOMParser.js' {
  export default class JSDOMParser {
    parse(page: string): Document;
    error(message: string): void;
  }
}
