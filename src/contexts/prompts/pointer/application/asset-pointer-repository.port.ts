import { TextPointerRepository } from './pointer-repository.port';

/** The pointers to versions of assets. */
export abstract class AssetPointerRepository extends TextPointerRepository {}
