import type { ObjectLiteral, SelectQueryBuilder } from 'typeorm';
import type { ListQuery } from '#shared/list';

const OF_LANGUAGE =
  'EXISTS (SELECT 1 FROM catalog_region r WHERE r.tenant_id = listed.tenant_id AND r.id = listed.region_id AND LOWER(r.language_code) = :language)';

/** The rows whose region has the language of the filter. */
export function ofLanguage<S extends ObjectLiteral>(rows: SelectQueryBuilder<S>, { language }: ListQuery['filters']): void {
  if (language !== undefined) rows.andWhere(OF_LANGUAGE, { language: language.toLowerCase() });
}
