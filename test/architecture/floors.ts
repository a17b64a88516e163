import { createRequire } from 'node:module';
import { resolve } from 'node:path';

interface Floors {
  /** Context → its aggregates, from the ground up. */
  readonly FLOORS: Readonly<Record<string, readonly string[]>>;
  /** The floors in the source of a context's module. */
  readonly floorsIn: (source: string) => readonly string[];
  readonly floorRules: (floors: Readonly<Record<string, readonly string[]>>) => readonly { readonly name: string }[];
}

export const { FLOORS, floorsIn, floorRules } = createRequire(__filename)(resolve(__dirname, '../../ops/build/floors.cjs')) as Floors;
