import type { ListRules } from '#shared/list';
import { TextVersionRepository } from '../../text/application/text-version-repository.port';
import type { TextVersionState } from '../../text/domain/text-version';

/** `language`: of the version or of one of its translations. */
export const VERSION_LIST: ListRules<Pick<TextVersionState, 'id' | 'versionTag' | 'changeMessage' | 'createdAt' | 'updatedAt'>> = {
  sort: { createdAt: 'createdAt', updatedAt: 'updatedAt' },
  order: '-createdAt',
  tie: 'id',
  search: ['versionTag', 'changeMessage'],
  filters: { status: ['draft', 'active', 'archived'], language: [] },
};

/** The versions of prompts. */
export abstract class VersionRepository extends TextVersionRepository {}
