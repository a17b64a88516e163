import { createRequire } from 'node:module';
import { resolve } from 'node:path';

interface Floors {
  /** Context → its aggregates, from the ground up. */
  readonly FLOORS: Readonly<Record<string, readonly string[]>>;
  readonly floorRules: (floors: Readonly<Record<string, readonly string[]>>) => readonly { readonly name: string }[];
}

export const { FLOORS, floorRules } = createRequire(__filename)(resolve(__dirname, '../../ops/build/floors.cjs')) as Floors;
