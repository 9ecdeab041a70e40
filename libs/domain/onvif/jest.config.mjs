import preset from '../../../jest.preset.mjs';

export default { ...preset, displayName: 'onvif', rootDir: import.meta.dirname };
