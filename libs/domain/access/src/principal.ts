import { permissions, type Me, type Permission } from '@vialog/contracts';

/** The authenticated caller and its permissions. */
export interface Principal {
  readonly name: string;
  readonly permissions: readonly Permission[];
}

export const administrator: Principal = { name: 'administrator', permissions };

/** Whether a principal has a permission. The permission to read includes the board. */
export const may = ({ permissions: own }: Principal, needed: Permission): boolean =>
  own.includes(needed) || (needed === 'board' && own.includes('read'));

export const meOf = (principal: Principal): Me => ({
  name: principal.name,
  permissions: [...principal.permissions],
});
