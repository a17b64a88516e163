import { TextPointers } from '../../text/application/text-pointers.port';

/** Which versions of assets environments point at. */
export abstract class AssetPointers extends TextPointers {}
