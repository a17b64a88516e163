import { TABLES } from '#bootstrap/contexts';
import { TypeOrmApiKeyRepository } from '#contexts/identity/api-key/adapters/persistence/typeorm-api-key-repository';
import { TypeOrmOidcLinkRepository } from '#contexts/identity/oidc/adapters/persistence/typeorm-oidc-link-repository';
import { TypeOrmSessionRepository } from '#contexts/identity/session/adapters/persistence/typeorm-session-repository';
import { TypeOrmSignInHistory } from '#contexts/identity/session/adapters/persistence/typeorm-sign-in-history';
import { TypeOrmTenantRepository } from '#contexts/identity/tenant/adapters/persistence/typeorm-tenant-repository';
import { TypeOrmPasswordResetRepository } from '#contexts/identity/user/adapters/persistence/typeorm-password-reset-repository';
import { TypeOrmUserRepository } from '#contexts/identity/user/adapters/persistence/typeorm-user-repository';
import { MIGRATIONS } from '#migrations';
import { assetRepositoriesKeepTheirWord } from '../contract/asset-repositories';
import { backupRepositoryKeepsItsWord } from '../contract/backup-repository';
import { longListsAreTaken } from '../contract/long-lists';
import { catalogRepositoriesKeepTheirWord } from '../contract/catalog-repositories';
import { deploymentRepositoriesKeepTheirWord } from '../contract/deployment-repositories';
import { identityRepositoriesKeepTheirWord } from '../contract/identity-repositories';
import { lastAdministratorStays } from '../contract/last-administrator';
import { pagesKeepTheirWord } from '../contract/list-pages';
import { oidcLinkRepositoryKeepsItsWord } from '../contract/oidc-link-repository';
import { promptRepositoriesKeepTheirWord } from '../contract/prompt-repositories';
import { referencesKeepTheirWord } from '../contract/references';
import { regionRepositoriesKeepTheirWord } from '../contract/region-repositories';
import { systemPromptRepositoriesKeepTheirWord } from '../contract/system-prompt-repositories';
import { tagAndModelRepositoriesKeepTheirWord } from '../contract/tag-and-model-repositories';
import { tableStoreKeepsItsWord } from '../contract/table-store';
import { translationRepositoryKeepsItsWord } from '../contract/translation-repository';
import { usageStoreKeepsItsWord } from '../contract/usage-store';
import { mysqlDatabase } from './mysql-database';
import { describeWithServices } from './services';

jest.setTimeout(30_000);

function everyRepositoryKeepsItsWord(name: string, variable: 'MYSQL_URL' | 'MARIADB_URL'): void {
  const open = () => mysqlDatabase(variable, TABLES, MIGRATIONS);
  identityRepositoriesKeepTheirWord(name, async () => {
    const { session, unitOfWork, close } = await open();
    return {
      tenants: new TypeOrmTenantRepository(session),
      users: new TypeOrmUserRepository(session),
      apiKeys: new TypeOrmApiKeyRepository(session),
      sessions: new TypeOrmSessionRepository(session),
      history: new TypeOrmSignInHistory(session, new TypeOrmUserRepository(session)),
      resets: new TypeOrmPasswordResetRepository(session),
      unitOfWork,
      close,
    };
  });
  oidcLinkRepositoryKeepsItsWord(name, async () => {
    const { session, unitOfWork, close } = await open();
    return {
      links: new TypeOrmOidcLinkRepository(session),
      users: new TypeOrmUserRepository(session),
      tenants: new TypeOrmTenantRepository(session),
      unitOfWork,
      close,
    };
  });
  lastAdministratorStays(name, open);
  catalogRepositoriesKeepTheirWord(name, open);
  pagesKeepTheirWord(name, open);
  tagAndModelRepositoriesKeepTheirWord(name, open);
  regionRepositoriesKeepTheirWord(name, open);
  promptRepositoriesKeepTheirWord(name, open);
  usageStoreKeepsItsWord(name, open);
  deploymentRepositoriesKeepTheirWord(name, open);
  backupRepositoryKeepsItsWord(name, open);
  assetRepositoriesKeepTheirWord(name, open);
  translationRepositoryKeepsItsWord(name, open);
  referencesKeepTheirWord(name, open);
  systemPromptRepositoriesKeepTheirWord(name, open);
  longListsAreTaken(name, open);
  tableStoreKeepsItsWord(name, open);
}

describeWithServices('repositories on MySQL', ['MYSQL_URL'], () => {
  everyRepositoryKeepsItsWord('MySQL', 'MYSQL_URL');
});

// Beside MySQL: an optional second engine.
if (process.env.MARIADB_URL) everyRepositoryKeepsItsWord('MariaDB', 'MARIADB_URL');
