import { applyDecorators, SetMetadata } from '@nestjs/common';
import { ApiExtension, ApiSecurity } from '@nestjs/swagger';
import type { Permission } from '@vialog/contracts';

/** What a route asks of its caller. */
export type RouteAccess = Permission | 'public';

export const routeAccessKey = 'vialog:access';

/** The caller needs this permission. Every route has this or `Public`; a test fails on one without. */
export function RequirePermission(permission: Permission): MethodDecorator & ClassDecorator {
  return applyDecorators(
    SetMetadata(routeAccessKey, permission),
    ApiExtension('x-permission', permission),
    ApiSecurity('bearer'),
    ApiSecurity('cookie'),
  );
}

/** Anybody may call this. */
export function Public(): MethodDecorator & ClassDecorator {
  return applyDecorators(SetMetadata(routeAccessKey, 'public'), ApiExtension('x-permission', 'public'));
}
