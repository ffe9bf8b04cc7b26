// Planted in src by test/fences/walls.test.ts; caught by rclnodejs-only-in-the-ros2-adapter.
export * from "rclnodejs";
