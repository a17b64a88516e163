import { TextPointers } from '../../text/application/text-pointers.port';

/** Reads which versions of assets environments point at. */
export abstract class AssetPointers extends TextPointers {}
