import { TextActivation } from '../../text/application/text-activation';

/** Activates versions of assets. */
export class AssetActivation extends TextActivation {}
