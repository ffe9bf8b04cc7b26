/** A ROS 2 message type: its name, its text, and its codec. */
export type MessageType<T> = {
  /** Full ROS 2 name, for example `geometry_msgs/msg/Twist`. */
  readonly name: string;
  /** The `.msg` text with all it refers to, in the form MCAP calls `ros2msg`. */
  readonly schema: string;
  /** A message with the fields given; any other has the default its definition states, else zero, empty or false. */
  create(fields?: Partial<T>): T;
  /** CDR bytes of a message, header included. */
  encode(message: T): Uint8Array;
  /**
   * The message in CDR bytes.
   * @throws RangeError when the bytes end too early or name more elements than they can hold.
   */
  decode(bytes: Uint8Array): T;
};

/** A ROS 2 service type. */
export type ServiceType<Request, Response> = {
  /** Full ROS 2 name, for example `std_srvs/srv/Trigger`. */
  readonly name: string;
  readonly request: MessageType<Request>;
  readonly response: MessageType<Response>;
};
