import type { Request as HttpRequest } from 'express';
import { Body, Controller, Delete, Get, Patch, Path, Post, Request, Route, SuccessResponse, Tags } from '@tsoa/runtime';
import { actorOf } from '#platform/http/authentication';
import { expectedRevisionOf, revised } from '#platform/http/conditional';
import { Operation } from '#platform/http/operation';
import { pageResponse, listQueryOf } from '#platform/http/paging';
import type { CreateTenant } from '../../application/create-tenant';
import type { DeleteTenant } from '../../application/delete-tenant';
import type { ReadTenants } from '../../application/read-tenants';
import type { UpdateTenant } from '../../application/update-tenant';
import { TENANT_LIST } from '../../../tenant/application/tenant-repository.port';
import { TENANT_AUDIT } from '../../../tenant/domain/tenant-audit';
import { tenantDto, type CreateTenantDto, type TenantDto, type UpdateTenantDto } from './tenants.dto';

/** The companies that share this installation. Nothing crosses the border between two of them. */
@Route('api/tenants')
@Tags('Tenants')
export class TenantsController extends Controller {
  constructor(
    private readonly createTenant: CreateTenant,
    private readonly updateTenant: UpdateTenant,
    private readonly deleteTenant: DeleteTenant,
    private readonly tenants: ReadTenants,
  ) {
    super();
  }

  /** Creates a tenant with its first administrator, both or neither. Only administrators of the platform tenant may. */
  @Post()
  @Operation({ permission: 'tenant:write', audit: TENANT_AUDIT.create, idempotent: true, conditional: 'create', failures: [409] })
  @SuccessResponse(201, 'Created')
  async create(@Request() request: HttpRequest, @Body() body: CreateTenantDto): Promise<TenantDto> {
    const { email, password, name } = body.initialAdminUser;
    const tenant = await this.createTenant.execute({
      actor: actorOf(request),
      name: body.name,
      marketplaceRequiresApproval: body.marketplaceRequiresApproval ?? true,
      admin: { email, password, name: name ?? 'Tenant Admin' },
    });
    this.setStatus(201);
    return revised(request, tenant, tenantDto(tenant));
  }

  /** Lists all tenants to administrators of the platform tenant, and to others their own. */
  @Get()
  @Operation({ permission: 'tenant:read', audit: TENANT_AUDIT.list, list: TENANT_LIST })
  async list(@Request() request: HttpRequest): Promise<TenantDto[]> {
    const page = await this.tenants.list(actorOf(request), listQueryOf(request));
    return pageResponse(this, request, page, tenantDto);
  }

  /** Reads one tenant; `default-tenant` names the platform tenant. */
  @Get('{tenantId}')
  @Operation({ permission: 'tenant:read', audit: TENANT_AUDIT.read, conditional: 'read', failures: [404] })
  async read(@Request() request: HttpRequest, @Path() tenantId: string): Promise<TenantDto> {
    const tenant = await this.tenants.byId(actorOf(request), tenantId);
    return revised(request, tenant, tenantDto(tenant));
  }

  /** Changes the given fields. */
  @Patch('{tenantId}')
  @Operation({ permission: 'tenant:write', audit: TENANT_AUDIT.update, conditional: 'change', failures: [404, 409] })
  async update(@Request() request: HttpRequest, @Path() tenantId: string, @Body() body: UpdateTenantDto): Promise<TenantDto> {
    const patch = {
      name: body.name ?? undefined,
      marketplaceRequiresApproval: body.marketplaceRequiresApproval ?? undefined,
      disabled: body.disabled ?? undefined,
    };
    const command = { actor: actorOf(request), tenantId, patch, expectedRevision: expectedRevisionOf(request) };
    const tenant = await this.updateTenant.execute(command);
    return revised(request, tenant, tenantDto(tenant));
  }

  /** Deletes a tenant with its users and returns it as it was. */
  @Delete('{tenantId}')
  @Operation({ permission: 'tenant:write', audit: TENANT_AUDIT.delete, conditional: 'change', failures: [404, 409] })
  async delete(@Request() request: HttpRequest, @Path() tenantId: string): Promise<TenantDto> {
    const command = { actor: actorOf(request), tenantId, expectedRevision: expectedRevisionOf(request) };
    return tenantDto(await this.deleteTenant.execute(command));
  }
}
