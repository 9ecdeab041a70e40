import { passwordVariable, type ServiceName } from '@vialog/nats';

/**
 * Environment variables with the passwords of the broker. nats-server parses each value as configuration, where digits are a
 * number; quotes make every password a string.
 */
export const natsPasswords = (
  users: readonly ServiceName[],
  passwordOf: (user: ServiceName) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(users.map((user) => [passwordVariable(user), `"${passwordOf(user)}"`]));
