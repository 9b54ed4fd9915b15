/**
 * How far above its article a lead may be, and how long it is. Each search for leads knows something different of the
 * document, so the limits differ; they are collected here, with the reasons.
 */

/**
 * Reach in blocks with text, upward from the first paragraph of the article (from the marker for `aboveMarker`). The
 * more a search knows of a lead besides its position, the further it may look.
 */
export const LEAD_REACH = {
  /**
   * A page names its lead: by its description, by the name of the element, or by the title above it. Between it and the
   * text there may be a whole gallery, share buttons, a byline and a date, and a wide reach risks little.
   */
  named: 25,
  /**
   * In learning, a sentence that no other document shows: furniture recurs, so this is nearly as good as a name. But a
   * menu may contain a teaser that only one document shows.
   */
  unique: 15,
  /**
   * In learning, a sentence that other documents may show as a teaser. A wrong one would let a site's furniture pass for
   * a lead everywhere, so the reach is shorter.
   */
  quoted: 10,
  /**
   * Any long line above the marker that ends the article's head. Nothing but its length shows that it is a lead, and
   * only a date and names come between the two.
   */
  aboveMarker: 6,
} as const;

/** A lead, or a headline above one, has at least this many words, if nothing else identifies it: fewer are a kicker. */
export const LEAD_WORDS = 9;

/**
 * A sentence that no other document shows is a lead from this many words on: its full stop and its being unique already
 * exclude labels and kickers.
 */
export const UNIQUE_LEAD_WORDS = 4;

/**
 * A paragraph below a headline is a teaser's lead from this many words on. Lists also have short lines below their
 * headlines (a date, a source), which must not count.
 */
export const TEASER_LEAD_WORDS = 15;
