export * from './archive/log-archive-grants';
export * from './archive/log-archive-ref';
