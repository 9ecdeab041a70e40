import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Permission } from '@vialog/contracts';

/** The permission a route requires. */
export type RouteAccess = Permission | 'public';

export const routeAccessKey = 'vialog:access';

/** The caller must have this permission. Every route has this or `Public`; a test fails for a route without. */
export function RequirePermission(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(routeAccessKey, permission),
    ApiExtension('x-permission', permission),
    ApiSecurity('bearer'),
    ApiSecurity('cookie'),
  );
}

/** The route requires no authentication. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(routeAccessKey, 'public'), ApiExtension('x-permission', 'public'));
}
