import { PLATFORM_TENANT_ID, systemActor } from '#shared/actor';
import { auditFact } from '#shared/audit-fact';
import type { Clock } from '#shared/clock.port';
import type { Ids } from '#shared/ids.port';
import type { Outbox } from '#shared/outbox.port';
import type { UnitOfWork } from '#shared/unit-of-work.port';
import type { RandomSource } from '../../access/application/random-source.port';
import type { PasswordHasher } from '../../user/application/password-hasher.port';
import type { UserRepository } from '../../user/application/user-repository.port';
import { guardAccount, User } from '../../user/domain/user';
import { USER_AUDIT, userChanges } from '../../user/domain/user-audit';
import { DEFAULT_ADMIN_EMAIL } from '../../tenant/domain/default-admin';
import { Tenant, TENANT_FIELDS, TenantTaken } from '../../tenant/domain/tenant';
import { TENANT_AUDIT } from '../../tenant/domain/tenant-audit';
import type { TenantRepository } from '../../tenant/application/tenant-repository.port';

export interface InstallPlatformCommand {
  /** Null means the default address, which clients ask to replace. */
  readonly adminEmail: string | null;
  /** Null generates a random password. */
  readonly adminPassword: string | null;
}

/** The first administrator. */
export interface Administrator {
  readonly email: string;
  readonly password: string;
  /** Whether the password was generated here, so that it has to be shown once. */
  readonly generated: boolean;
}

/** Creates the platform tenant and the first administrator, once in the life of a database. */
export class InstallPlatform {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly users: UserRepository,
    private readonly hasher: PasswordHasher,
    private readonly random: RandomSource,
    private readonly outbox: Outbox,
    private readonly unitOfWork: UnitOfWork,
    private readonly ids: Ids,
    private readonly clock: Clock,
  ) {}

  /** Returns the new administrator; null when the installation existed already, or another process has just created it. */
  async execute({ adminEmail, adminPassword }: InstallPlatformCommand): Promise<Administrator | null> {
    if (await this.tenants.find(PLATFORM_TENANT_ID)) return null;
    const email = adminEmail ?? DEFAULT_ADMIN_EMAIL;
    const password = adminPassword ?? this.random.bytes(18).toString('base64url');
    try {
      await this.#install(email, password);
    } catch (error) {
      // Another process was faster, and this attempt is rolled back completely.
      if (error instanceof TenantTaken) return null;
      throw error;
    }
    return { email, password, generated: adminPassword === null };
  }

  async #install(email: string, password: string): Promise<void> {
    guardAccount({ email, password, name: ADMIN_NAME }, '/admin');
    const now = this.clock.now();
    const actor = systemActor('install');
    const tenant = Tenant.create({ id: PLATFORM_TENANT_ID, name: 'Platform', marketplaceRequiresApproval: true, now });
    const passwordHash = await this.hasher.hash(password);
    const admin = User.create({
      id: this.ids.next(),
      tenantId: PLATFORM_TENANT_ID,
      email,
      name: ADMIN_NAME,
      role: 'admin',
      passwordHash,
      now,
    });
    await this.unitOfWork.run(async () => {
      await this.tenants.add(tenant);
      await this.users.add(admin);
      this.outbox.append(
        auditFact({ rule: TENANT_AUDIT.create, actor, project: null, path: [PLATFORM_TENANT_ID], changes: TENANT_FIELDS }, null, tenant),
      );
      this.outbox.append(
        auditFact({ rule: USER_AUDIT.create, actor, project: null, path: [admin.state.id], changes: userChanges }, null, admin),
      );
    });
  }
}

const ADMIN_NAME = 'Administrator';
