/** In which projects a user is a member. */
export abstract class ProjectMemberships {
  /** Ids of the projects in which that user is a member. */
  abstract projectsOf(tenantId: string, userId: string): Promise<string[]>;
  /** Slugs of the projects whose only member that user is: without that user they would be open to the tenant. */
  abstract soleMemberships(tenantId: string, userId: string): Promise<string[]>;
}
