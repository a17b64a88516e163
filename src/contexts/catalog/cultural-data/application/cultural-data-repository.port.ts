import type { CulturalData } from '../domain/cultural-data';

export abstract class CulturalDataRepository {
  /** Throws CulturalDataTaken when the project has an entry of that key. */
  abstract add(entry: CulturalData): Promise<void>;
  /** Replaces the revision before this one; throws StaleRevision when that is not the stored one. */
  abstract update(entry: CulturalData): Promise<void>;
  abstract remove(entry: CulturalData): Promise<void>;
  abstract findByKey(tenantId: string, projectId: string, key: string): Promise<CulturalData | null>;
  /** By creation. */
  abstract ofRegions(tenantId: string, projectId: string, regionIds: readonly string[]): Promise<CulturalData[]>;
  /** By creation. */
  abstract list(tenantId: string, projectId: string): Promise<CulturalData[]>;
}
