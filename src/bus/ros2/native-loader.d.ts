/** The part of rclnodejs that loads its native addon; it comes without types. */
declare module "rclnodejs/lib/native_loader.js" {
  const addon: unknown;
  export { addon as default };
}
