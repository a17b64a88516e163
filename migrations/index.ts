import { Outbox1700000000000 } from './1700000000000-outbox';
import { Identity1700000000100 } from './1700000000100-identity';
import { Catalog1700000000200 } from './1700000000200-catalog';
import { Prompts1700000000300 } from './1700000000300-prompts';
import { Audit1700000000400 } from './1700000000400-audit';
import { Sessions1700000000500 } from './1700000000500-sessions';
import { Access1700000000600 } from './1700000000600-access';
import { Oidc1700000000700 } from './1700000000700-oidc';
import { TagsModels1700000000800 } from './1700000000800-tags-models';
import { Regions1700000000900 } from './1700000000900-regions';
import { IdempotencyKeys1700000001100 } from './1700000001100-idempotency-keys';
import { Assets1700000001300 } from './1700000001300-assets';
import { Translations1700000001400 } from './1700000001400-translations';
import { Deployments1700000001700 } from './1700000001700-deployments';
import { ReleaseRules1700000001701 } from './1700000001701-release-rules';
import { RetainedTexts1700000001702 } from './1700000001702-retained-texts';
import { Backups1700000001410 } from './1700000001410-backups';
import { PromptTags1700000001500 } from './1700000001500-prompt-tags';
import { VersionContract1700000001510 } from './1700000001510-version-contract';
import { References1700000001600 } from './1700000001600-references';
import { PromptLists1700000001800 } from './1700000001800-prompt-lists';
import { ReleasedContents1700000001810 } from './1700000001810-released-contents';
import { RelayTurns1700000001910 } from './1700000001910-relay-turns';
import { EstablishedApprovers1700000001945 } from './1700000001945-established-approvers';
import { PendingRules1700000001946 } from './1700000001946-pending-rules';
import { PlaceholderCounts1700000001960 } from './1700000001960-placeholder-counts';
import { ReleasedTags1700000001961 } from './1700000001961-released-tags';
import { ReleaseGates1700000001980 } from './1700000001980-release-gates';

/** All migrations in their order; the same ones run on every engine. */
export const MIGRATIONS = [
  Outbox1700000000000,
  Identity1700000000100,
  Catalog1700000000200,
  Prompts1700000000300,
  Audit1700000000400,
  Sessions1700000000500,
  Access1700000000600,
  Oidc1700000000700,
  TagsModels1700000000800,
  Regions1700000000900,
  IdempotencyKeys1700000001100,
  Assets1700000001300,
  Translations1700000001400,
  Deployments1700000001700,
  ReleaseRules1700000001701,
  RetainedTexts1700000001702,
  Backups1700000001410,
  PromptTags1700000001500,
  VersionContract1700000001510,
  References1700000001600,
  PromptLists1700000001800,
  ReleasedContents1700000001810,
  RelayTurns1700000001910,
  EstablishedApprovers1700000001945,
  PendingRules1700000001946,
  PlaceholderCounts1700000001960,
  ReleasedTags1700000001961,
  ReleaseGates1700000001980,
] as const;
