import { passwordVariable, type ServiceName } from '@vialog/nats';

/**
 * Variables the broker is started with. It reads each as a piece of configuration, where digits would be a number: the
 * quotes make it text, whatever the password is.
 */
export const natsPasswords = (
  users: readonly ServiceName[],
  passwordOf: (user: ServiceName) => string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(users.map((user) => [passwordVariable(user), `"${passwordOf(user)}"`]));
