/** Whether what a tenant offers on the marketplace needs somebody's approval first. */
export abstract class ApprovalPolicy {
  abstract requiresApproval(tenantId: string): Promise<boolean>;
}
