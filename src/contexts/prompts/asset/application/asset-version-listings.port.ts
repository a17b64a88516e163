import { TextListings } from '../../text/application/text-listings.port';

/** The versions of assets on the marketplace. */
export abstract class AssetVersionListings extends TextListings {}
