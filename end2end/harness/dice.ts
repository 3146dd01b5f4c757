/** Chance that repeats itself: the same seed throws the same numbers. */
export class Dice {
  constructor(private state: number) {}

  /** A whole number from 0 on, below `sides`. */
  below(sides: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), this.state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % sides;
  }

  /** One of several. */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.below(from.length)];
    if (picked === undefined) throw new Error('there is nothing to pick from');
    return picked;
  }
}

/** A number that the environment may ask for. */
export function asked(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}
