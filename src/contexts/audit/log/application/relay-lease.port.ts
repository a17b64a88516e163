/** Elects the relay that writes the log, by a lease on the database's clock. */
export abstract class RelayLease {
  /** Returns the epoch under which the caller may write, or null while another relay has the lease. Renews the caller's own lease. */
  abstract acquire(holder: string): Promise<number | null>;
  /** Releases the lease, so that another relay does not have to wait for its end. */
  abstract release(holder: string): Promise<void>;
}
