/** What the content model's probability that a block belongs to the article means, where several modules ask the same. */

/** Below this probability a block is surely furniture. */
export const SURELY_FURNITURE = 0.05;

/** At or above one half a block is more likely to belong to the article than not. */
export const EVEN = 0.5;

/** At or above this probability a block surely belongs to the article. */
export const SURELY_ARTICLE = 0.9;
