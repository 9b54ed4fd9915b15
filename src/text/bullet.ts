/** Bullets: the mark in front of a list entry. */
const BULLET = /^[*+•·‣–-]\s+/u;

/** Whether a text begins with a bullet. */
export function hasBullet(text: string): boolean {
  return BULLET.test(text);
}

/** A text without the bullet in front of it. */
export function withoutBullet(text: string): string {
  return text.replace(BULLET, '');
}
