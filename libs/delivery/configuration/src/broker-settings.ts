export interface BrokerSettings {
  readonly NATS_URL: string;
  readonly NATS_USER?: string | undefined;
  readonly NATS_PASSWORD?: string | undefined;
}

export interface BrokerAccess {
  readonly servers: string;
  readonly user?: string;
  readonly password?: string;
}

/** The address and the user of the broker from the environment. */
export const brokerAccess = (settings: BrokerSettings): BrokerAccess => ({
  servers: settings.NATS_URL,
  ...(settings.NATS_USER === undefined ? {} : { user: settings.NATS_USER }),
  ...(settings.NATS_PASSWORD === undefined ? {} : { password: settings.NATS_PASSWORD }),
});
