/** Elects the one relay that writes the log, by a lease on the database's clock. */
export abstract class RelayLease {
  /** The epoch under which the caller may write, or null while another relay holds the lease. Renews a lease it has. */
  abstract acquire(holder: string): Promise<number | null>;
  /** Gives the lease back, so that another relay need not wait for its end. */
  abstract release(holder: string): Promise<void>;
}
