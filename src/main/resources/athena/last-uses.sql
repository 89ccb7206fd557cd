-- The last uses and the users of keys, and who made some, as the files tell them that a trail has delivered to S3 over years.
--
-- Asked of Amazon Athena, once for all keys of one account and Region that are wanted: it bills by what a query reads, and that is
-- the same for one key as for a thousand. The columns are those of AWS's own table for CloudTrail's logs (Athena User Guide, "Create
-- the table for CloudTrail logs in Athena using partition projection"; docs/operations/archive.md has it for an organisation). What
-- stands in ${} is filled in by dev.keysunset.aws.archive.AthenaStatement.

WITH calls AS (
    -- All of KMS. The partitions come first: they decide what is read, and so what it costs. A file lies under the day on which it
    -- was delivered, which may be the next.
    SELECT
        eventtime,
        eventname,
        eventid,
        errorcode,
        errormessage,
        readonly,
        resources,
        requestparameters,
        sourceipaddress,
        useridentity.invokedby AS service,
        -- A role's sessions are one user.
        coalesce(
            useridentity.sessioncontext.sessionissuer.arn,
            useridentity.arn,
            useridentity.invokedby,
            useridentity.principalid,
            'unknown'
        ) AS principal,
        coalesce(useridentity.arn, '') AS session
    FROM "${table}"
    WHERE "${accountColumn}" = '${account}'
        AND "${regionColumn}" = '${region}'
        AND "${dayColumn}" BETWEEN '${firstDay}' AND '${lastDay}'
        AND eventtime >= '${from}'
        AND eventtime < '${to}'
        AND eventsource = 'kms.amazonaws.com'
),
needs AS (
    -- Those that needed a key: they succeeded, or were refused for its state. What manages or describes keys needs none, whatever is
    -- new to us counts as a need, and our own canaries do not.
    SELECT *
    FROM calls
    WHERE (errorcode IS NULL OR errorcode = 'DisabledException' OR errorcode LIKE 'KMSInvalidState%')
        AND eventname NOT IN (${managing})
        AND eventname NOT LIKE 'Describe%'
        AND eventname NOT LIKE 'List%'
        AND (eventname NOT LIKE 'Get%' OR eventname = 'GetPublicKey')
        AND NOT (eventname = 'CreateGrant' AND errorcode IS NULL)
        AND NOT (principal = '${ownRole}' AND split_part(session, '/', 3) LIKE 'keysunset%')
),
uses AS (
    -- The keys that each of them names: in the refusal, as resources, or in the request. One call may need two.
    SELECT needs.*, named.key_arn
    FROM needs
    CROSS JOIN UNNEST(
        array_distinct(
            regexp_extract_all(
                concat_ws(
                    ' ',
                    errormessage,
                    array_join(transform(resources, resource -> resource.arn), ' '),
                    json_extract_scalar(requestparameters, '$.keyId')
                ),
                'arn:[a-z-]+:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+'
            )
        )
    ) AS named (key_arn)
    WHERE named.key_arn IN (${keys})
),
days AS (
    SELECT
        key_arn,
        principal,
        service,
        eventname,
        min(eventtime) AS first_time,
        max(eventtime) AS last_time,
        max_by(eventid, eventtime) AS event_id,
        max_by(sourceipaddress, eventtime) AS source_address,
        max_by(json_format(json_extract(requestparameters, '$.encryptionContext')), eventtime) AS encryption_context
    FROM uses
    GROUP BY key_arn, principal, service, eventname, substr(eventtime, 1, 10)
),
creations AS (
    -- Who made the keys of which nobody knows whose they are. What a service made by itself names nobody to ask.
    SELECT calls.*, made.made_arn
    FROM calls
    CROSS JOIN UNNEST(transform(resources, resource -> resource.arn)) AS made (made_arn)
    WHERE eventname = 'CreateKey'
        AND errorcode IS NULL
        AND session <> ''
        AND principal NOT LIKE '%:role/aws-service-role/%'
        AND made.made_arn IN (${ownerless})
),
recorded AS (
    -- The days on which the trail had calls that merely read. On them it was there, reached this account and Region, and neither left
    -- reads out nor KMS: a use would be on record. Only of such days it means anything that none is.
    SELECT substr(eventtime, 1, 10) AS recorded_day, max(eventtime) AS last_time
    FROM calls
    WHERE readonly = 'true'
    GROUP BY substr(eventtime, 1, 10)
)
SELECT
    key_arn,
    principal,
    service,
    eventname AS operation,
    min(first_time) AS first_time,
    max(last_time) AS last_time,
    max_by(event_id, last_time) AS event_id,
    max_by(source_address, last_time) AS source_address,
    max_by(encryption_context, last_time) AS encryption_context,
    -- The latest of each day: the rhythm.
    array_join(slice(array_agg(last_time ORDER BY last_time DESC), 1, 500), ' ') AS times
FROM days
GROUP BY key_arn, principal, service, eventname

UNION ALL

SELECT
    made_arn AS key_arn,
    session AS principal,
    NULL AS service,
    eventname AS operation,
    eventtime AS first_time,
    eventtime AS last_time,
    eventid AS event_id,
    sourceipaddress AS source_address,
    NULL AS encryption_context,
    '' AS times
FROM creations

UNION ALL

-- One row without a key for the archive itself.
SELECT
    '' AS key_arn,
    '' AS principal,
    NULL AS service,
    '' AS operation,
    min(last_time) AS first_time,
    max(last_time) AS last_time,
    '' AS event_id,
    NULL AS source_address,
    NULL AS encryption_context,
    array_join(array_agg(recorded_day ORDER BY recorded_day), ' ') AS times
FROM recorded
