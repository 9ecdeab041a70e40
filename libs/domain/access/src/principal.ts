import { permissions, type Me, type Permission } from '@vialog/contracts';

/** The authenticated caller and its permissions. */
export interface Principal {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export const administrator: Principal = { name: 'administrator', permissions };

export const may = (principal: Principal, needed: Permission): boolean =>
  principal.permissions.includes(needed);

export const meOf = (principal: Principal): Me => ({
  name: principal.name,
  permissions: [...principal.permissions],
});
