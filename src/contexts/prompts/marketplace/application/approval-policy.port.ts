/** Whether publications on the marketplace of a tenant need an approval. */
export abstract class ApprovalPolicy {
  abstract requiresApproval(tenantId: string): Promise<boolean>;
}
