import { TextListings } from '../../text/application/text-listings.port';

/** The versions of prompts on the marketplace. */
export abstract class VersionListings extends TextListings {}
