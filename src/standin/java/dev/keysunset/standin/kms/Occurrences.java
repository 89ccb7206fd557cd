package dev.keysunset.standin.kms;

import dev.keysunset.standin.key.KeyArn;
import dev.keysunset.standin.wire.Answer;
import dev.keysunset.standin.wire.Call;
import java.util.Map;

/** Where KMS tells what happens to keys without anybody's call: to CloudTrail and, as events of its own, to EventBridge. */
public interface Occurrences {
    /**
     * An event in CloudTrail that nobody called for, such as {@code DeleteKey}.
     *
     * @param details what {@code serviceEventDetails} tells besides the key; empty if the event has none
     */
    void recorded(String eventName, KeyArn key, Map<String, String> details);

    /** A call that KMS makes for its caller in the Region of another member of a family, and that has succeeded. */
    void called(Call call, Answer answer, KeyArn key);

    /**
     * An event of KMS itself. AWS KMS Developer Guide, "Monitor KMS keys with Amazon EventBridge".
     *
     * @param detailType such as {@code KMS CMK Deletion}
     * @param detail what stands in it besides {@code key-id}
     */
    void announced(String detailType, KeyArn key, Map<String, String> detail);
}
