import { Invalid, type FieldError } from '#shared/errors';
import { MAX_TEXT_LENGTH } from '#shared/list';

/** What a client asks of the marketplace. */
export interface MarketQuery {
  /** A text that is found as it is written, in any case; null finds everything. */
  readonly search: string | null;
  /** 1 for the first page. */
  readonly page: number;
  /** The number of entries in a page. */
  readonly limit: number;
  /** `name`: the name of a prompt, the key of an asset. */
  readonly sortBy: 'createdAt' | 'name';
  readonly descending: boolean;
  /** The language of a version or of one of its translations, in any case. */
  readonly languageCode: string | null;
}

export interface RawMarketQuery extends Pick<MarketQuery, 'page' | 'limit' | 'sortBy'> {
  readonly search?: string | undefined;
  readonly sortOrder: string;
  readonly languageCode?: string | undefined;
}

/** Throws Invalid, which lists every fault. */
export function marketQuery({ search = '', sortOrder, languageCode = '', ...given }: RawMarketQuery): MarketQuery {
  const errors: FieldError[] = [];
  const order = sortOrder.toUpperCase();
  if (order !== 'ASC' && order !== 'DESC') errors.push({ pointer: '?sortOrder', message: 'sortOrder must be ASC or DESC, in any case' });
  for (const [name, value] of Object.entries({ search, languageCode }))
    if ([...value].length > MAX_TEXT_LENGTH)
      errors.push({ pointer: `?${name}`, message: `${name} must be at most ${MAX_TEXT_LENGTH} characters long` });
  if (errors.length > 0) throw new Invalid('request.bad_list_query', errors);
  return { ...given, search: search.trim() || null, descending: order === 'DESC', languageCode: languageCode.trim() || null };
}
