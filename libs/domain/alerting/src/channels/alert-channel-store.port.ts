import type { AlertChannel, AlertDelivery } from '@vialog/contracts';

/** A channel with what only the sender reads. */
export interface StoredChannel {
  readonly channel: AlertChannel;
  /** Secrets of its signatures, the newest first, or its password. */
  readonly secrets: readonly string[];
  /** Sequence number of the last change of an alert whose events are queued. */
  readonly position: number;
}

export interface QueuedDelivery {
  readonly delivery: AlertDelivery;
  /** CloudEvent as JSON; stays the same in every attempt. */
  readonly body: string;
}

export interface DeliveryQueueing {
  /** Fencing token of the lease of `AlertStore`. */
  readonly token: number;
  readonly channelId: string;
  /** The new position of the channel. */
  readonly position: number;
  readonly deliveries: readonly QueuedDelivery[];
}

export interface DeliveryFilter {
  readonly channelId: string;
  readonly state?: AlertDelivery['state'] | undefined;
  readonly limit: number;
  /** Only deliveries that were queued before the one with this number. */
  readonly before?: number | undefined;
}

export interface ResendRequest {
  readonly channelId: string;
  readonly eventId?: string | undefined;
  /** When the deliveries are queued again. */
  readonly queuedAt: string;
  readonly limit: number;
}

export interface NumberedDelivery {
  /** Order of queueing within the channel. */
  readonly number: number;
  readonly delivery: AlertDelivery;
}

export interface ChannelDelivery {
  readonly channelId: string;
  readonly delivery: AlertDelivery;
}

export interface DeliveryCounts {
  readonly pending: number;
  readonly deadLettered: number;
}

/** Keeps channels and their outboxes. */
export interface AlertChannelStore {
  add(channel: StoredChannel): Promise<void>;
  /**
   * Replaces the record of a channel, and its secrets where they are given, not its position, if the record is still as it was
   * read; false if it was changed or removed meanwhile.
   */
  replace(before: AlertChannel, after: AlertChannel, secrets?: readonly string[]): Promise<boolean>;
  /** Removes a channel with its deliveries; false if there is no channel with this id. */
  remove(channelId: string): Promise<boolean>;
  byId(channelId: string): Promise<StoredChannel | undefined>;
  /** All, in the order of their creation, then by id. */
  list(): Promise<readonly StoredChannel[]>;
  /** Deliveries that wait or were given up, by channel; channels without any are absent. */
  counts(): Promise<ReadonlyMap<string, DeliveryCounts>>;
  /**
   * Queues deliveries and moves the position in one transaction. An event that the channel already has is not queued again.
   * Returns false, and writes nothing, if a later holder has the lease or the channel was removed.
   */
  queue(queueing: DeliveryQueueing): Promise<boolean>;
  /** The oldest pending delivery of a channel. */
  next(channelId: string): Promise<QueuedDelivery | undefined>;
  /**
   * Replaces a delivery after an attempt. Returns false, and writes nothing, if a later holder has the lease or there is no such
   * delivery.
   */
  settle(settling: {
    readonly token: number;
    readonly channelId: string;
    readonly delivery: AlertDelivery;
  }): Promise<boolean>;
  /** Last queued first. */
  deliveries(filter: DeliveryFilter): Promise<readonly NumberedDelivery[]>;
  /**
   * Lets deliveries that were given up wait again, in their order, and returns their number: the oldest ones up to a limit, or one
   * event. The other states stay as they are.
   */
  resend(request: ResendRequest): Promise<number>;
  /** The newest delivery of each of these runs of scheduled reports, by run; runs without one are absent. */
  ofRuns(runIds: readonly string[]): Promise<ReadonlyMap<string, ChannelDelivery>>;
  /** Deletes deliveries that do not wait and whose alert or run was deleted. */
  dropOrphaned(): Promise<void>;
}
