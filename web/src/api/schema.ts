/** Made by `node web/generate.ts` from the OpenAPI document. Do not edit. */

export interface Operations {
  /**
   * End one of one’s own sessions (ID-17)
   */
  'DELETE /api/v1/auth/sessions/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Archive a contract with its plan, entitlements and prices; one that is being processed is stopped (CON-06)
   */
  'DELETE /api/v1/contracts/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * End somebody’s access to the customer portal (POR-08)
   */
  'DELETE /api/v1/customers/{id}/portal-users/{user_id}': {
    params: {
      id: string;
      user_id: string;
    };
    response: undefined;
  };
  /**
   * Archive a plan; its contract stays (CON-04)
   */
  'DELETE /api/v1/onboarding-plans/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Take a task out of a plan; a rerun of the contract does not bring it back (CON-04)
   */
  'DELETE /api/v1/onboarding-plans/{id}/tasks/{task_key}': {
    params: {
      id: string;
      task_key: string;
    };
    response: undefined;
  };
  /**
   * Delete the organization with everything in it, after days in which it can be taken back (ORG-20)
   */
  'DELETE /api/v1/organizations/{id}': {
    params: {
      id: string | 'current';
    };
    body: {
      /**
       * The organization’s short name (slug)
       */
      confirm: string;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Delete a role of the organization’s own (TEAM-21)
   */
  'DELETE /api/v1/roles/{id}': {
    params: {
      id: string;
    };
    query: {
      /**
       * The role that those get who have this one
       */
      reassign_to?: string;
    };
    response: undefined;
  };
  /**
   * Archive a person; a contract that is read again does not bring them back (CON-07)
   */
  'DELETE /api/v1/stakeholders/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Take an invitation back (TEAM-01)
   */
  'DELETE /api/v1/teams/invitations/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Remove a member, or leave (TEAM-02)
   */
  'DELETE /api/v1/teams/members/{id}': {
    params: {
      id: string;
    };
    query: {
      /**
       * The member who takes over the customers, with their contracts and plans
       */
      hand_over_to?: string;
    };
    response: {
      finished: false;
    };
  };
  /**
   * Delete a saved view
   */
  'DELETE /api/v1/views/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * Revoke an API key; within a minute nothing is answered to it (WS-03)
   */
  'DELETE /api/v1/workspace/api-keys/{id}': {
    params: {
      id: string;
    };
    response: undefined;
  };
  /**
   * The audit log, newest first: who changed what, when and from where (AUD-01, AUD-02)
   */
  'GET /api/v1/audit': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * A day, or a moment
       */
      from?: string;
      /**
       * A day, which is included, or a moment
       */
      to?: string;
      /**
       * `customer.updated`
       */
      event?: string;
      /**
       * An account’s id
       */
      actor?: string;
      /**
       * `customer`
       */
      resource_type?: string;
      /**
       * Together with `resource_type`
       */
      resource_id?: string;
      sort?: 'recorded_at' | '-recorded_at';
    };
    response: {
      data: {
        id: string;
        organization_id: string;
        /**
         * From 1, without a gap
         */
        sequence: number;
        /**
         * `customer.updated`, `contract.status_changed`, …
         */
        event: string;
        event_id: string;
        /**
         * When it happened
         */
        at: string;
        /**
         * When it was entered; what lists are filtered and sorted by
         */
        recorded_at: string;
        actor: {
          id: string;
          name: string;
          kind: 'user' | 'api_key' | 'portal_user' | 'system';
          /**
           * IP address
           */
          address: string | null;
          /**
           * User agent, cut to 200 characters
           */
          agent: string | null;
        };
        resource: {
          type: string;
          id: string;
          label: string;
        };
        /**
         * Field by field; `hidden` says why what it held is not kept
         */
        changes: (
          | {
              field: string;
              before: unknown;
              after: unknown;
            }
          | {
              field: string;
              hidden: 'sensitive' | 'large';
            }
        )[];
        request_id: string;
        previous_hash: string | null;
        previous_at: string | null;
        /**
         * SHA-256 of the RFC 8785 JSON of everything else, in hex
         */
        hash: string;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Verify the hash chain of the audit log, from its oldest entry on (AUD-03)
   */
  'GET /api/v1/audit/verify': {
    query: {
      cursor?: string;
      limit?: number;
    };
    response: {
      intact: boolean;
      complete: boolean;
      checked: number;
      broken: {
        sequence: number;
        id: string | null;
        reason: 'altered' | 'missing' | 'unlinked' | 'foreign' | 'ends_early';
      } | null;
      /**
       * The newest entry
       */
      head: {
        sequence: number;
        hash: string;
        recorded_at: string;
      } | null;
      /**
       * Days that entries are kept; 0 for ever
       */
      retention_days: number;
      next_cursor: string | null;
    };
  };
  /**
   * An entry of the audit log, with what changed (AUD-01)
   */
  'GET /api/v1/audit/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      organization_id: string;
      /**
       * From 1, without a gap
       */
      sequence: number;
      /**
       * `customer.updated`, `contract.status_changed`, …
       */
      event: string;
      event_id: string;
      /**
       * When it happened
       */
      at: string;
      /**
       * When it was entered; what lists are filtered and sorted by
       */
      recorded_at: string;
      actor: {
        id: string;
        name: string;
        kind: 'user' | 'api_key' | 'portal_user' | 'system';
        /**
         * IP address
         */
        address: string | null;
        /**
         * User agent, cut to 200 characters
         */
        agent: string | null;
      };
      resource: {
        type: string;
        id: string;
        label: string;
      };
      /**
       * Field by field; `hidden` says why what it held is not kept
       */
      changes: (
        | {
            field: string;
            before: unknown;
            after: unknown;
          }
        | {
            field: string;
            hidden: 'sensitive' | 'large';
          }
      )[];
      request_id: string;
      previous_hash: string | null;
      previous_at: string | null;
      /**
       * SHA-256 of the RFC 8785 JSON of everything else, in hex
       */
      hash: string;
    };
  };
  /**
   * How people can sign in, and who may open an account (ID-14)
   */
  'GET /api/v1/auth/config': {
    response: {
      providers: ('password' | 'google' | 'microsoft')[];
      sign_up_mode: 'open' | 'invite' | 'domain';
      /**
       * How long a demonstration lasts; null where there is none (ID-06)
       */
      demo: {
        hours: number;
      } | null;
      captcha: {
        site_key: string;
        script_url: string;
      } | null;
    };
  };
  /**
   * Who is signed in, in which organization, with which permissions (ID-13)
   */
  'GET /api/v1/auth/me': {
    response: {
      id: string;
      email: string;
      name: string;
      locale: ('en' | 'de') | null;
      theme: ('light' | 'dark' | 'auto') | null;
      /**
       * null: the organization’s, where it has one
       */
      accent: ('teal' | 'blue' | 'violet' | 'berry' | 'forest') | null;
      org_id: string | null;
      role: string | null;
      permissions: string[];
      /**
       * Which records each permission reaches
       */
      scopes: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      /**
       * Why there is no organization, or not all of it
       */
      standing:
        | ('membership_ended' | 'member_suspended' | 'organization_suspended' | 'organization_deleting')
        | null;
      ai_enabled: boolean;
      organization: {
        id: string;
        name: string;
        slug: string;
        /**
         * When this demonstration is over; null for an organization that stays
         */
        demo_ends_at: string | null;
        /**
         * When it will be deleted
         */
        deletes_at: string | null;
        /**
         * null until somebody sets them
         */
        settings: {
          time_zone: string;
          /**
           * For members who have chosen none
           */
          language: 'en' | 'de';
          date_format: 'locale' | 'iso' | 'day_first' | 'month_first';
          /**
           * Of new amounts
           */
          currency: string;
          /**
           * Month
           */
          fiscal_year_start: number;
        } | null;
        /**
         * Of its accent; null where it has none
         */
        colors: {
          light: {
            ink: string;
            fill: string;
            soft: string;
            ratio: number;
            /**
             * A shade of the colour, because the colour itself is not readable
             */
            adjusted: boolean;
          };
          dark: {
            ink: string;
            fill: string;
            soft: string;
            ratio: number;
            /**
             * A shade of the colour, because the colour itself is not readable
             */
            adjusted: boolean;
          };
        } | null;
        /**
         * The branding has a link to it
         */
        logo_id: string | null;
      } | null;
    };
  };
  /**
   * The way back from the managed login: opens the session
   */
  'GET /api/v1/auth/oauth/cognito/callback': {
    query: {
      code?: string;
      state?: string;
      error?: string;
      error_description?: string;
    };
    response: undefined;
  };
  /**
   * The way back from the managed login: opens the session
   */
  'GET /api/v1/auth/oauth/{provider}/callback': {
    params: {
      provider: 'password' | 'google' | 'microsoft';
    };
    query: {
      code?: string;
      state?: string;
      error?: string;
      error_description?: string;
    };
    response: undefined;
  };
  /**
   * Send the browser to the managed login, or straight to Google or Microsoft
   */
  'GET /api/v1/auth/oauth/{provider}/start': {
    params: {
      provider: 'password' | 'google' | 'microsoft';
    };
    query: {
      return_to?: string;
    };
    response: undefined;
  };
  /**
   * One’s own open sessions, the newest sign-in first (ID-17)
   */
  'GET /api/v1/auth/sessions': {
    response: {
      data: {
        id: string;
        current: boolean;
        created_at: string;
        last_used_at: string;
        agent: string;
        address: string;
      }[];
    };
  };
  /**
   * Send the browser to the managed login, or straight to Google or Microsoft
   */
  'GET /api/v1/auth/sign-in': {
    query: {
      return_to?: string;
    };
    response: undefined;
  };
  /**
   * Industry blueprints (ORG-09)
   */
  'GET /api/v1/blueprints': {
    response: {
      data: {
        key: string;
        version: number;
        name: string;
        description: string;
        industry_lines: {
          key: string;
          name: string;
        }[];
      }[];
    };
  };
  /**
   * One blueprint: roles, pipelines, fields, picklists, e-mails, plan template (ORG-09)
   */
  'GET /api/v1/blueprints/{key}': {
    params: {
      key: string;
    };
    response: {
      key: string;
      version: number;
      name: string;
      description: string;
      industry_lines: {
        key: string;
        name: string;
      }[];
      roles: {
        key: string;
        name: string;
        description: string;
        grants: {
          [k: string]: string;
        };
      }[];
      pipelines: {
        key: string;
        name: string;
        subject: string;
        statuses: {
          key: string;
          name: string;
          category: string;
          stage?: string;
        }[];
        handoff?: {
          at: string;
          from_role: string;
          to_role: string;
          accepted: string;
          refused: string;
        };
      }[];
      fields: {
        key: string;
        label: string;
        entity: string;
        type: string;
        options?: string[];
        required?: boolean;
      }[];
      picklists: {
        key: string;
        name: string;
        values: string[];
      }[];
      templates: {
        key: string;
        name: string;
        subject: string;
        body: string;
      }[];
      plan_template: {
        key: string;
        version: number;
        phases: {
          key: string;
          name: string;
          goal: string;
        }[];
        tasks: {
          key: string;
          title: string;
          phase: string;
          days: number | string;
        }[];
      };
    };
  };
  /**
   * Contracts, newest first (CON-06)
   */
  'GET /api/v1/contracts': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      status?: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      customer_id?: string;
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      owner_id?: string;
      archived?: string;
    };
    response: {
      data: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * One contract, with where its processing stands
   */
  'GET /api/v1/contracts/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      file_name: string;
      content_type: string;
      /**
       * Bytes
       */
      size: number;
      status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      run: number;
      progress: {
        stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
        stages: {
          stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
          entered_at: string;
          left_at: string | null;
        }[];
      };
      /**
       * Why it failed and what to do
       */
      failure: {
        code: string;
        message: string;
        redrivable?: boolean;
      } | null;
      reader: string | null;
      pages: number | null;
      document_name: string | null;
      /**
       * `rules` or `model`
       */
      extractor: string | null;
      extractor_reason: string | null;
      /**
       * What the language model used
       */
      usage: {
        input_tokens: number;
        output_tokens: number;
        cost_usd: number;
      } | null;
      facts: number | null;
      needs_review: number | null;
      plan_id: string | null;
      confirmed_at: string | null;
      confirmed_by: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * A link to the contract as it was read, page by page, good for five minutes
   */
  'GET /api/v1/contracts/{id}/document': {
    params: {
      id: string;
    };
    response: {
      url: string;
      run: number;
      expires_at: string;
    };
  };
  /**
   * What was read: each fact with page, quote, box, confidence and method (CON-02)
   */
  'GET /api/v1/contracts/{id}/extraction': {
    params: {
      id: string;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      facts: {
        key: string;
        field:
          | 'document_name'
          | 'agreement_date'
          | 'effective_date'
          | 'expiration_date'
          | 'term'
          | 'renewal_term'
          | 'notice_period'
          | 'governing_law'
          | 'go_live_date'
          | 'totals'
          | 'payment_terms'
          | 'parties'
          | 'stakeholders'
          | 'entitlements'
          | 'pricing'
          | 'service_levels'
          | 'technical_requirements';
        value: unknown;
        /**
         * What was read, when a person put something else in its place
         */
        original: unknown;
        evidence: {
          page: number;
          quote: string;
          /**
           * Fractions of the page from its top left corner
           */
          box: {
            left: number;
            top: number;
            width: number;
            height: number;
          } | null;
        }[];
        confidence: number;
        method: 'rule' | 'model' | 'computed' | 'person';
        needs_review: boolean;
        note: string | null;
        alternative: unknown;
        decision: 'none' | 'confirmed' | 'corrected' | 'rejected' | 'added';
        decided_by: string | null;
        decided_at: string | null;
        version: number;
      }[];
    };
  };
  /**
   * A link to the contract’s file, good for five minutes
   */
  'GET /api/v1/contracts/{id}/file': {
    params: {
      id: string;
    };
    response: {
      url: string;
      file_name: string;
      content_type: string;
      expires_at: string;
    };
  };
  /**
   * What confirming the contract would change in the plan now; nothing is written
   */
  'GET /api/v1/contracts/{id}/plan-changes': {
    params: {
      id: string;
    };
    response: {
      added: {
        key: string;
        title: string;
        due_date: string;
      }[];
      changed: {
        key: string;
        title: string;
        due_date: string;
        fields: string[];
        due_date_before: string;
      }[];
      removed: {
        key: string;
        title: string;
        due_date: string;
      }[];
    };
  };
  /**
   * Customers by name, or by when they were added (CUS-02)
   */
  'GET /api/v1/customers': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * The beginning of the name
       */
      q?: string;
      status?: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      owner_id?: string;
      sort?: 'name' | '-name' | 'created_at' | '-created_at';
    };
    response: {
      data: {
        id: string;
        name: string;
        status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
        /**
         * The account of the member it is assigned to
         */
        owner_id: string;
        /**
         * A day: when somebody wants to get back to them
         */
        next_follow_up_at: string | null;
        /**
         * Values of the organization’s own fields, by key; of archived ones, too
         */
        custom: {
          [k: string]: unknown;
        };
        /**
         * What the contracts say together
         */
        summary: {
          contracts: number;
          /**
           * One sum for each currency, the largest first
           */
          annual: {
            minor: number;
            currency: string;
          }[];
          total: {
            minor: number;
            currency: string;
          }[];
          go_live_date: string | null;
          /**
           * When the first of the running terms renews by itself
           */
          renewal_date: string | null;
          /**
           * When the first of the running terms ends for good
           */
          end_date: string | null;
          /**
           * The first last day for notice that is still to come
           */
          notice_date: string | null;
        };
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * A portal user’s own profile, and whom to turn to (POR-01)
   */
  'GET /api/v1/customers/me': {
    response: {
      id: string;
      email: string;
      name: string;
      phone: string | null;
      language: 'en' | 'de';
      role: 'customer';
      customer: {
        id: string;
        name: string;
      };
      organization: {
        name: string;
        slug: string;
        /**
         * Of the organization’s accent, readable on light and on dark grounds
         */
        colors: {
          light: {
            ink: string;
            fill: string;
            soft: string;
          };
          dark: {
            ink: string;
            fill: string;
            soft: string;
          };
        } | null;
        /**
         * The link is good for five minutes
         */
        logo: {
          url: string;
          width: number;
          height: number;
        } | null;
      };
      /**
       * The member whom the customer is assigned to
       */
      contact: {
        name: string;
        email: string;
      } | null;
      version: number;
    };
  };
  /**
   * The customer’s own onboarding plan, as the customer sees it
   */
  'GET /api/v1/customers/me/onboarding-plan': {
    query: {
      plan_id?: string;
    };
    response: {
      /**
       * The one that was asked for; else the newest that is not done
       */
      plan: {
        id: string;
        name: string;
        start_date: string;
        go_live_date: string;
        progress: {
          total: number;
          done: number;
          percent: number;
        };
        phases: {
          key: string;
          name: string;
          goal: string;
          start_date: string;
          end_date: string;
          progress: {
            total: number;
            done: number;
            percent: number;
          };
        }[];
        tasks: {
          key: string;
          phase: string;
          title: string;
          /**
           * Of the customer’s own tasks
           */
          description: string | null;
          status: 'todo' | 'in_progress' | 'blocked' | 'done';
          /**
           * The customer’s to do
           */
          yours: boolean;
          owner_name: string | null;
          start_date: string;
          due_date: string;
          /**
           * Titles of what has to be done before
           */
          waits_for: string[];
          completed_at: string | null;
          version: number;
        }[];
        /**
         * The key of what the customer can do now
         */
        next_step: string | null;
      } | null;
      /**
       * All of the customer’s, newest first
       */
      plans: {
        id: string;
        name: string;
        percent: number;
      }[];
    };
  };
  /**
   * One customer with its people, entitlements, prices and terms (CUS-03)
   */
  'GET /api/v1/customers/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      name: string;
      status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      /**
       * The account of the member it is assigned to
       */
      owner_id: string;
      /**
       * A day: when somebody wants to get back to them
       */
      next_follow_up_at: string | null;
      /**
       * Values of the organization’s own fields, by key; of archived ones, too
       */
      custom: {
        [k: string]: unknown;
      };
      /**
       * What the contracts say together
       */
      summary: {
        contracts: number;
        /**
         * One sum for each currency, the largest first
         */
        annual: {
          minor: number;
          currency: string;
        }[];
        total: {
          minor: number;
          currency: string;
        }[];
        go_live_date: string | null;
        /**
         * When the first of the running terms renews by itself
         */
        renewal_date: string | null;
        /**
         * When the first of the running terms ends for good
         */
        end_date: string | null;
        /**
         * The first last day for notice that is still to come
         */
        notice_date: string | null;
      };
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
      /**
       * By contract, the newest first
       */
      terms: {
        contract_id: string;
        document_name: string | null;
        effective_date: string | null;
        go_live_date: string | null;
        term: string | null;
        renewal_term: string | null;
        notice_period: string | null;
        payment_terms: string | null;
        perpetual: boolean;
        /**
         * Of the term that runs today
         */
        ends_on: string | null;
        renews: boolean;
        notice_by: string | null;
        annual: {
          minor: number;
          currency: string;
        } | null;
        total: {
          minor: number;
          currency: string;
        } | null;
      }[];
      /**
       * Those who are not archived
       */
      people: {
        id: string;
        customer_id: string;
        name: string;
        title: string | null;
        email: string | null;
        phone: string | null;
        organization: string | null;
        /**
         * The weightiest first
         */
        roles: (
          | 'executive_sponsor'
          | 'signatory'
          | 'billing'
          | 'technical'
          | 'project'
          | 'notices'
          | 'other'
        )[];
        /**
         * null where the contract does not tell
         */
        side: ('provider' | 'customer') | null;
        influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
        influence_reason: string;
        source: 'contract' | 'person';
        /**
         * The facts that name this person
         */
        mentions: {
          contract_id: string;
          fact_key: string;
        }[];
        confidence: number;
        needs_review: boolean;
        /**
         * Changed by a person; a rerun leaves them alone
         */
        edited_fields: string[];
        edited_by: string | null;
        edited_at: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      entitlements: {
        contract_id: string;
        fact_key: string;
        product: string;
        quantity: number | null;
        unit: string | null;
        start: string | null;
        end: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
      prices: {
        contract_id: string;
        fact_key: string;
        item: string;
        quantity: number | null;
        unit_price: {
          minor: number;
          currency: string;
        } | null;
        /**
         * The line’s total as printed; discounts are negative
         */
        amount: {
          minor: number;
          currency: string;
        } | null;
        /**
         * A rate instead of money
         */
        percent: number | null;
        /**
         * `month`, `quarter`, `year`, `one_time` or `other`
         */
        period: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
    };
  };
  /**
   * What a customer may use, by contract (CON-03)
   */
  'GET /api/v1/customers/{id}/entitlements': {
    params: {
      id: string;
    };
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
    };
    response: {
      data: {
        contract_id: string;
        fact_key: string;
        product: string;
        quantity: number | null;
        unit: string | null;
        start: string | null;
        end: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Who of a customer may use the portal, or is invited to (POR-08)
   */
  'GET /api/v1/customers/{id}/portal-users': {
    params: {
      id: string;
    };
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
    };
    response: {
      data: {
        id: string;
        email: string;
        name: string;
        phone: string | null;
        language: 'en' | 'de';
        /**
         * `expired`: the invitation is no longer good; invite the same address again
         */
        status: 'invited' | 'expired' | 'active';
        invited_at: string;
        /**
         * Of an open invitation
         */
        expires_at: string | null;
        accepted_at: string | null;
        version: number;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * A customer’s price lines, by contract (CON-03)
   */
  'GET /api/v1/customers/{id}/pricing': {
    params: {
      id: string;
    };
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
    };
    response: {
      data: {
        contract_id: string;
        fact_key: string;
        item: string;
        quantity: number | null;
        unit_price: {
          minor: number;
          currency: string;
        } | null;
        /**
         * The line’s total as printed; discounts are negative
         */
        amount: {
          minor: number;
          currency: string;
        } | null;
        /**
         * A rate instead of money
         */
        percent: number | null;
        /**
         * `month`, `quarter`, `year`, `one_time` or `other`
         */
        period: string | null;
        /**
         * `person`: entered or corrected by somebody
         */
        source: 'contract' | 'person';
        confidence: number;
        needs_review: boolean;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * What happened with a customer, the newest first (CUS-03)
   */
  'GET /api/v1/customers/{id}/timeline': {
    params: {
      id: string;
    };
    response: {
      data: {
        /**
         * Stable: the record, and what happened to it
         */
        id: string;
        type:
          | 'customer_created'
          | 'contract_uploaded'
          | 'contract_read'
          | 'contract_confirmed'
          | 'contract_failed'
          | 'contract_archived'
          | 'plan_made'
          | 'task_done'
          | 'person_added'
          | 'person_changed'
          | 'person_archived';
        at: string;
        /**
         * An account; null where the system did it
         */
        by: string | null;
        by_name: string | null;
        customer_id: string | null;
        customer_name: string | null;
        contract_id: string | null;
        plan_id: string | null;
        /**
         * What it is about: a document, a task, a person
         */
        subject: string | null;
        /**
         * Facts that were read
         */
        count: number | null;
      }[];
      more: boolean;
    };
  };
  /**
   * What needs you now, plans in progress, what happened: the first screen in one call (REP-09)
   */
  'GET /api/v1/dashboard': {
    query: {
      /**
       * The reader’s day; today in UTC where left out
       */
      day?: string;
    };
    response: {
      /**
       * The day for which tasks are overdue or not
       */
      day: string;
      /**
       * There is no contract yet
       */
      empty: boolean;
      review: {
        count: number;
        more: boolean;
        contracts: {
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          file_name: string;
          content_type: string;
          /**
           * Bytes
           */
          size: number;
          status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
          run: number;
          progress: {
            stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
            stages: {
              stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
              entered_at: string;
              left_at: string | null;
            }[];
          };
          /**
           * Why it failed and what to do
           */
          failure: {
            code: string;
            message: string;
            redrivable?: boolean;
          } | null;
          reader: string | null;
          pages: number | null;
          document_name: string | null;
          /**
           * `rules` or `model`
           */
          extractor: string | null;
          extractor_reason: string | null;
          /**
           * What the language model used
           */
          usage: {
            input_tokens: number;
            output_tokens: number;
            cost_usd: number;
          } | null;
          facts: number | null;
          needs_review: number | null;
          plan_id: string | null;
          confirmed_at: string | null;
          confirmed_by: string | null;
          version: number;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      failed: {
        count: number;
        more: boolean;
        contracts: {
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          file_name: string;
          content_type: string;
          /**
           * Bytes
           */
          size: number;
          status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
          run: number;
          progress: {
            stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
            stages: {
              stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
              entered_at: string;
              left_at: string | null;
            }[];
          };
          /**
           * Why it failed and what to do
           */
          failure: {
            code: string;
            message: string;
            redrivable?: boolean;
          } | null;
          reader: string | null;
          pages: number | null;
          document_name: string | null;
          /**
           * `rules` or `model`
           */
          extractor: string | null;
          extractor_reason: string | null;
          /**
           * What the language model used
           */
          usage: {
            input_tokens: number;
            output_tokens: number;
            cost_usd: number;
          } | null;
          facts: number | null;
          needs_review: number | null;
          plan_id: string | null;
          confirmed_at: string | null;
          confirmed_by: string | null;
          version: number;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      processing: {
        count: number;
        more: boolean;
        contracts: {
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          file_name: string;
          content_type: string;
          /**
           * Bytes
           */
          size: number;
          status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
          run: number;
          progress: {
            stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
            stages: {
              stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
              entered_at: string;
              left_at: string | null;
            }[];
          };
          /**
           * Why it failed and what to do
           */
          failure: {
            code: string;
            message: string;
            redrivable?: boolean;
          } | null;
          reader: string | null;
          pages: number | null;
          document_name: string | null;
          /**
           * `rules` or `model`
           */
          extractor: string | null;
          extractor_reason: string | null;
          /**
           * What the language model used
           */
          usage: {
            input_tokens: number;
            output_tokens: number;
            cost_usd: number;
          } | null;
          facts: number | null;
          needs_review: number | null;
          plan_id: string | null;
          confirmed_at: string | null;
          confirmed_by: string | null;
          version: number;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      overdue: {
        count: number;
        more: boolean;
        tasks: {
          plan_id: string;
          customer_id: string | null;
          customer_name: string | null;
          key: string;
          title: string;
          status: 'todo' | 'in_progress' | 'blocked' | 'done';
          due_date: string;
          owner: {
            side: 'provider' | 'customer';
            role:
              | 'success_manager'
              | 'sales'
              | 'technical'
              | 'project'
              | 'billing'
              | 'trainer'
              | 'support'
              | 'executive_sponsor';
            stakeholder_id: string | null;
            name: string | null;
          };
          /**
           * The owner has the name of whoever asks
           */
          mine: boolean;
          /**
           * For a task that is listed before it
           */
          waits: boolean;
          version: number;
        }[];
      };
      upcoming: {
        count: number;
        more: boolean;
        tasks: {
          plan_id: string;
          customer_id: string | null;
          customer_name: string | null;
          key: string;
          title: string;
          status: 'todo' | 'in_progress' | 'blocked' | 'done';
          due_date: string;
          owner: {
            side: 'provider' | 'customer';
            role:
              | 'success_manager'
              | 'sales'
              | 'technical'
              | 'project'
              | 'billing'
              | 'trainer'
              | 'support'
              | 'executive_sponsor';
            stakeholder_id: string | null;
            name: string | null;
          };
          /**
           * The owner has the name of whoever asks
           */
          mine: boolean;
          /**
           * For a task that is listed before it
           */
          waits: boolean;
          version: number;
        }[];
      };
      plans: {
        more: boolean;
        plans: {
          /**
           * The contract’s id
           */
          id: string;
          customer_id: string;
          customer_name: string;
          /**
           * The account of the member whom the customer is assigned to
           */
          owner_id: string;
          contract_id: string;
          name: string;
          start_date: string;
          go_live_date: string;
          /**
           * As the contract has it
           */
          agreed_go_live_date: string | null;
          progress: {
            total: number;
            done: number;
            percent: number;
          };
          version: number;
          next_step: {
            key: string;
            title: string;
            due_date: string;
          } | null;
          created_at: string;
          updated_at: string;
          archived_at: string | null;
        }[];
      };
      /**
       * What happened last, the newest first
       */
      activity: {
        /**
         * Stable: the record, and what happened to it
         */
        id: string;
        type:
          | 'customer_created'
          | 'contract_uploaded'
          | 'contract_read'
          | 'contract_confirmed'
          | 'contract_failed'
          | 'contract_archived'
          | 'plan_made'
          | 'task_done'
          | 'person_added'
          | 'person_changed'
          | 'person_archived';
        at: string;
        /**
         * An account; null where the system did it
         */
        by: string | null;
        by_name: string | null;
        customer_id: string | null;
        customer_name: string | null;
        contract_id: string | null;
        plan_id: string | null;
        /**
         * What it is about: a document, a task, a person
         */
        subject: string | null;
        /**
         * Facts that were read
         */
        count: number | null;
      }[];
    };
  };
  /**
   * What I am told of: my own settings over the organization’s (WS-05)
   */
  'GET /api/v1/me/settings/notifications': {
    response: {
      events: {
        [k: string]: {
          email: {
            on: boolean;
            /**
             * Set by the person
             */
            own: boolean;
            /**
             * As the organization has it
             */
            default: boolean;
          };
        };
      };
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * A list to choose from (WS-08)
   */
  'GET /api/v1/metadata/{picklist}': {
    params: {
      picklist: string;
    };
    response: {
      value: string;
      label: string;
    }[];
  };
  /**
   * The six-step wizard: what is answered, and what comes next (ORG-07, ORG-14)
   */
  'GET /api/v1/onboarding': {
    response: {
      steps: {
        key: 'company' | 'industry' | 'markets' | 'lead_sources' | 'integrations' | 'billing';
        complete: boolean;
        /**
         * Saved, or a beginning
         */
        data: {
          [k: string]: unknown;
        } | null;
      }[];
      next_step: ('company' | 'industry' | 'markets' | 'lead_sources' | 'integrations' | 'billing') | null;
      progress: {
        done: number;
        total: number;
      };
      completed_at: string | null;
      /**
       * 0 before anything was saved
       */
      version: number;
    };
  };
  /**
   * Onboarding plans, newest first (CON-04)
   */
  'GET /api/v1/onboarding-plans': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      customer_id?: string;
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      owner_id?: string;
      archived?: string;
    };
    response: {
      data: {
        /**
         * The contract’s id
         */
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        contract_id: string;
        name: string;
        start_date: string;
        go_live_date: string;
        /**
         * As the contract has it
         */
        agreed_go_live_date: string | null;
        progress: {
          total: number;
          done: number;
          percent: number;
        };
        version: number;
        /**
         * What can be worked on now and is due first
         */
        next_step: {
          key: string;
          title: string;
          due_date: string;
          owner: {
            side: 'provider' | 'customer';
            role:
              | 'success_manager'
              | 'sales'
              | 'technical'
              | 'project'
              | 'billing'
              | 'trainer'
              | 'support'
              | 'executive_sponsor';
            stakeholder_id: string | null;
            name: string | null;
          };
        } | null;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * One plan: phases, tasks in order, risks, success criteria, progress and next step (CON-04)
   */
  'GET /api/v1/onboarding-plans/{id}': {
    params: {
      id: string;
    };
    response: {
      /**
       * The contract’s id
       */
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      contract_id: string;
      name: string;
      start_date: string;
      go_live_date: string;
      /**
       * As the contract has it
       */
      agreed_go_live_date: string | null;
      progress: {
        total: number;
        done: number;
        percent: number;
      };
      version: number;
      /**
       * What can be worked on now and is due first
       */
      next_step: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      } | null;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
      template: string;
      template_version: number;
      planned_on: string;
      /**
       * Where its dates begin, and why
       */
      anchor: {
        date: string;
        basis: 'effective_date' | 'agreement_date' | 'go_live_date' | 'today';
        note: string;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
      };
      phases: {
        key: string;
        name: string;
        goal: string;
        start_date: string;
        end_date: string;
        progress: {
          total: number;
          done: number;
          percent: number;
        };
      }[];
      tasks: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      }[];
      risks: {
        key: string;
        severity: 'high' | 'medium' | 'low';
        sentence: string;
        mitigation: string;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
      }[];
      success_criteria: {
        key: string;
        sentence: string;
        target_date: string;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
      }[];
    };
  };
  /**
   * A plan’s tasks as a calendar file, each on the day it is due (RFC 5545)
   */
  'GET /api/v1/onboarding-plans/{id}/calendar': {
    params: {
      id: string;
    };
    response: string;
  };
  /**
   * This API, as OpenAPI 3.1
   */
  'GET /api/v1/openapi.json': {
    response: undefined;
  };
  /**
   * The caller’s own organization (ORG-03)
   */
  'GET /api/v1/organizations/current': {
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * A slug for a name, or whether a slug is free (ORG-02)
   */
  'GET /api/v1/organizations/slug-available': {
    query: {
      name?: string;
      slug?: string;
    };
    response: {
      slug: string;
      valid: boolean;
      available: boolean;
      suggestion: string | null;
    };
  };
  /**
   * An organization: the caller’s own (ORG-05)
   */
  'GET /api/v1/organizations/{id}': {
    params: {
      id: string | 'current';
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * The newest export, with links to its files when it is ready (AUD-05)
   */
  'GET /api/v1/organizations/{id}/export': {
    params: {
      id: string | 'current';
    };
    response: {
      id: string;
      status: 'running' | 'ready';
      requested_at: string;
      /**
       * JSON Lines, gzip; links are good for five minutes. Empty while it runs
       */
      files: {
        name: string;
        entity: string;
        records: number;
        bytes: number;
        url: string;
      }[];
    } | null;
  };
  /**
   * What of setting the organization up is done (ORG-06)
   */
  'GET /api/v1/organizations/{id}/setup': {
    params: {
      id: string | 'current';
    };
    response: {
      steps: {
        key: 'wizard' | 'first_contract' | 'team';
        done_at: string | null;
      }[];
      done: number;
      total: number;
      complete: boolean;
    };
  };
  /**
   * The versions of the organization’s settings, newest first, with what each changed (ORG-23)
   */
  'GET /api/v1/organizations/{id}/versions': {
    params: {
      id: string | 'current';
    };
    query: {
      /**
       * Versions older than this one: `next_before` of an earlier answer
       */
      before?: number;
    };
    response: {
      data: {
        id: number;
        change: string;
        at: string;
        by: {
          id: string;
          name: string | null;
        };
        settings: {
          [k: string]: unknown;
        };
        changes: {
          path: string;
          kind: 'added' | 'removed' | 'changed';
          before: unknown;
          after: unknown;
        }[];
      }[];
      current_version: number;
      next_before: number | null;
    };
  };
  /**
   * The vocabulary of permissions, and the scopes in which each means something (TEAM-21)
   */
  'GET /api/v1/permissions': {
    response: {
      data: {
        permission: string;
        resource: string;
        action: string;
        description: string;
        scopes: ('own' | 'assigned' | 'queue' | 'org' | 'platform')[];
      }[];
    };
  };
  /**
   * Subscription plans with their limits (ORG-13)
   */
  'GET /api/v1/plans': {
    response: {
      data: {
        key: string;
        name: string;
        description: string;
        /**
         * Null where the price is agreed with each customer
         */
        monthly_price: {
          minor: number;
          currency: string;
        } | null;
        limits: {
          members: number | null;
          api_keys: number | null;
        };
      }[];
    };
  };
  /**
   * What platform administrators did, the newest first (AUD-02)
   */
  'GET /api/v1/platform/audit': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
    };
    response: {
      data: {
        id: string;
        at: string;
        action:
          | 'organization.suspended'
          | 'organization.reactivated'
          | 'organization.plan_changed'
          | 'administrator.appointed'
          | 'administrator.removed';
        admin: {
          id: string;
          name: string;
          email: string;
        };
        organization: {
          id: string;
          name: string;
        } | null;
        /**
         * The address of an administrator who was made or unmade
         */
        subject: string | null;
        before: string | null;
        after: string | null;
        reason: string | null;
        address: string | null;
        request_id: string;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Organizations by status and plan, sign-up funnel, setting up, queues (OPS-09)
   */
  'GET /api/v1/platform/metrics': {
    response: {
      organizations: {
        total: number;
        /**
         * Ever, those that are gone included
         */
        founded: number;
        deleted: number;
        by_status: {
          [k: string]: number;
        };
        by_plan: {
          [k: string]: number;
        };
        by_blueprint: {
          [k: string]: number;
        };
      };
      /**
       * From asking for an account to a team at work; each step counts everybody who ever took it
       */
      funnel: {
        step: string;
        count: number;
      }[];
      provisioning: {
        by_status: {
          [k: string]: number;
        };
        seconds_average: number | null;
        /**
         * How many attempts were over within so many seconds, of those that succeeded
         */
        within: {
          seconds: number;
          count: number;
        }[];
      };
      queues: {
        name: string;
        /**
         * Holds what could not be handled: anything in it needs somebody
         */
        dead: boolean;
        /**
         * Null where it could not be asked
         */
        waiting: number | null;
        in_flight: number | null;
      }[];
      measured_at: string;
    };
  };
  /**
   * All organizations, by name, with what there is of each (PLT-01)
   */
  'GET /api/v1/platform/organizations': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * How the name or the short name begins; names that fit come first
       */
      q?: string;
      status?: 'active' | 'suspended' | 'deleting';
      plan?: 'free' | 'team' | 'business' | 'enterprise';
      blueprint?: 'customer-success' | 'insurance' | 'surrogacy' | 'helpdesk' | 'generic';
    };
    response: {
      data: {
        id: string;
        name: string;
        slug: string;
        status: 'active' | 'suspended' | 'deleting';
        plan: string;
        blueprint: string;
        members: number;
        customers: number;
        /**
         * Not archived
         */
        contracts: number;
        /**
         * Of the files of contracts, archived ones included
         */
        storage_bytes: number;
        /**
         * When a person or another system last changed something
         */
        last_activity_at: string | null;
        suspension: {
          since: string;
          reason: string;
        } | null;
        deletes_at: string | null;
        created_at: string;
        version: number;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * One organization: plan, usage, setting up, change stream; nothing that lies in it (PLT-01)
   */
  'GET /api/v1/platform/organizations/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      status: 'active' | 'suspended' | 'deleting';
      plan: string;
      blueprint: string;
      members: number;
      customers: number;
      /**
       * Not archived
       */
      contracts: number;
      /**
       * Of the files of contracts, archived ones included
       */
      storage_bytes: number;
      /**
       * When a person or another system last changed something
       */
      last_activity_at: string | null;
      suspension: {
        since: string;
        reason: string;
      } | null;
      deletes_at: string | null;
      created_at: string;
      version: number;
      /**
       * The newest attempt at setting up
       */
      provisioning: {
        organization_id: string;
        /**
         * Null where it is not known yet
         */
        organization_name: string | null;
        attempt: number;
        kind: 'account' | 'configure';
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        steps: {
          key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
          status: 'pending' | 'running' | 'succeeded' | 'failed';
          started_at: string | null;
          ended_at: string | null;
          error: string | null;
          /**
           * Of a step that failed: why, as docs/errors.md lists it
           */
          code: string | null;
        }[];
        started_at: string;
        ended_at: string | null;
        /**
         * From its beginning to its end
         */
        seconds: number | null;
      } | null;
      /**
       * How far behind the change stream was when it last told of this organization
       */
      changes: {
        last_change_at: string;
        applied_at: string;
        lag_ms: number;
      } | null;
    };
  };
  /**
   * The newest attempt at setting up of each organization, failed ones first (ORG-25)
   */
  'GET /api/v1/platform/provisioning': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      status?: 'pending' | 'running' | 'succeeded' | 'failed';
    };
    response: {
      data: {
        organization_id: string;
        /**
         * Null where it is not known yet
         */
        organization_name: string | null;
        attempt: number;
        kind: 'account' | 'configure';
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        steps: {
          key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
          status: 'pending' | 'running' | 'succeeded' | 'failed';
          started_at: string | null;
          ended_at: string | null;
          error: string | null;
          /**
           * Of a step that failed: why, as docs/errors.md lists it
           */
          code: string | null;
        }[];
        started_at: string;
        ended_at: string | null;
        /**
         * From its beginning to its end
         */
        seconds: number | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Whose customer portal an address is, and what it looks like (WS-12)
   */
  'GET /api/v1/portal/branding/{slug}': {
    params: {
      slug: string;
    };
    response: {
      name: string;
      slug: string;
      /**
       * Of the organization’s accent, readable on light and on dark grounds
       */
      colors: {
        light: {
          ink: string;
          fill: string;
          soft: string;
        };
        dark: {
          ink: string;
          fill: string;
          soft: string;
        };
      } | null;
      /**
       * The link is good for five minutes
       */
      logo: {
        url: string;
        width: number;
        height: number;
      } | null;
    };
  };
  /**
   * Which blueprint the organization took over, and what the one of today would change (ORG-31)
   */
  'GET /api/v1/provision/configuration': {
    response: {
      blueprint: string;
      blueprint_version: number;
      applied_version: number | null;
      configuration_version: number | null;
      behind: boolean;
      changes: {
        path: string;
        kind: 'added' | 'removed' | 'changed';
        before: unknown;
        after: unknown;
      }[];
    };
  };
  /**
   * Whether everything that was set up is there and works, checked now (ORG-27)
   */
  'GET /api/v1/provision/health/{id}': {
    params: {
      id: string | 'current';
    };
    response: {
      healthy: boolean;
      checks: {
        key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
        ok: boolean;
        detail: string;
      }[];
      backup: {
        records: {
          method: string;
          schedule: string;
          retention_days: number;
        };
        files: {
          method: string;
          schedule: string;
          retention_days: number;
        };
        window: {
          earliest: string;
          latest: string;
        };
      } | null;
      checked_at: string;
    };
  };
  /**
   * How far setting the organization up has come, by step (ORG-25)
   */
  'GET /api/v1/provision/status/{id}': {
    params: {
      id: string | 'current';
    };
    response: {
      organization_id: string;
      attempt: number;
      status: 'pending' | 'running' | 'succeeded' | 'failed';
      steps: {
        key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        started_at: string | null;
        ended_at: string | null;
        error: string | null;
        /**
         * Of a step that failed: why, as docs/errors.md lists it
         */
        code: string | null;
      }[];
      started_at: string;
      ended_at: string | null;
    };
  };
  /**
   * The roles of the blueprint and the organization’s own (TEAM-10, TEAM-21)
   */
  'GET /api/v1/roles': {
    response: {
      data: {
        key: string;
        name: string;
        description: string;
        /**
         * Comes with the blueprint; cannot be changed
         */
        preset: boolean;
        grants: {
          [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
        };
        /**
         * What the role has of the matrix of eleven permissions (TEAM-10)
         */
        matrix: (
          | 'ViewOwn'
          | 'EditOwn'
          | 'ViewLeads'
          | 'ManageLeads'
          | 'ManageTeam'
          | 'AccessSettings'
          | 'AccessReports'
          | 'ManageBilling'
          | 'ManageIntegrations'
          | 'ManageOrganizations'
          | 'AccessPlatformAdmin'
        )[];
        /**
         * How many have it
         */
        members: number;
        /**
         * Whether the caller may give it to somebody
         */
        assignable: boolean;
        /**
         * Null for presets
         */
        version: number | null;
      }[];
    };
  };
  /**
   * Customers, contracts, people, plans and tasks by the beginnings of words
   */
  'GET /api/v1/search': {
    query: {
      q: string;
      limit?: number;
    };
    response: {
      data: {
        type: 'customer' | 'contract' | 'stakeholder' | 'plan' | 'task';
        id: string;
        title: string;
        subtitle: string | null;
        customer_id: string | null;
        plan_id: string | null;
      }[];
    };
  };
  /**
   * A customer’s people, on both sides (CON-07)
   */
  'GET /api/v1/stakeholders': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      customer_id: string;
    };
    response: {
      data: {
        id: string;
        customer_id: string;
        name: string;
        title: string | null;
        email: string | null;
        phone: string | null;
        organization: string | null;
        /**
         * The weightiest first
         */
        roles: (
          | 'executive_sponsor'
          | 'signatory'
          | 'billing'
          | 'technical'
          | 'project'
          | 'notices'
          | 'other'
        )[];
        /**
         * null where the contract does not tell
         */
        side: ('provider' | 'customer') | null;
        influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
        influence_reason: string;
        source: 'contract' | 'person';
        /**
         * The facts that name this person
         */
        mentions: {
          contract_id: string;
          fact_key: string;
        }[];
        confidence: number;
        needs_review: boolean;
        /**
         * Changed by a person; a rerun leaves them alone
         */
        edited_fields: string[];
        edited_by: string | null;
        edited_at: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Which customer is assigned to whom, by the customer’s name (TEAM-07)
   */
  'GET /api/v1/teams/assignments': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * The account of the member they are assigned to; `me` for one’s own
       */
      member_id?: string;
      /**
       * The beginning of the name
       */
      q?: string;
    };
    response: {
      data: {
        customer_id: string;
        customer_name: string;
        status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
        member_id: string;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * Invitations, the newest first (TEAM-01)
   */
  'GET /api/v1/teams/invitations': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * `pending` has those that expired as well
       */
      status?: 'pending' | 'accepted' | 'revoked';
    };
    response: {
      data: {
        id: string;
        email: string;
        role: string;
        status: 'pending' | 'accepted' | 'revoked' | 'expired';
        language: 'en' | 'de';
        customer_ids: string[];
        expires_at: string;
        accepted_by: string | null;
        accepted_at: string | null;
        invited_by: string;
        version: number;
        created_at: string;
        updated_at: string;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * What an invitation is to, for whoever holds its token or code (TEAM-04)
   */
  'GET /api/v1/teams/invitations/lookup': {
    query: {
      token?: string;
      code?: string;
    };
    response: {
      organization: string;
      /**
       * Its name
       */
      role: string;
      /**
       * Masked
       */
      email: string;
      /**
       * With a code any account may join
       */
      anybody: boolean;
      expires_at: string;
    };
  };
  /**
   * The team by name (TEAM-02, TEAM-06)
   */
  'GET /api/v1/teams/members': {
    query: {
      cursor?: string;
      page_size?: number;
      per_page?: number;
      limit?: number;
      /**
       * Anywhere in name or address
       */
      q?: string;
      role?: string;
      status?: 'active' | 'suspended';
    };
    response: {
      data: {
        id: string;
        email: string;
        name: string;
        role: string;
        status: 'active' | 'suspended';
        joined_at: string;
        version: number;
        updated_at: string;
      }[];
      total: number | null;
      page: number | null;
      limit: number;
      page_size: number;
      pages: number | null;
      total_pages: number | null;
      next_cursor: string | null;
    };
  };
  /**
   * A member of the team (TEAM-02)
   */
  'GET /api/v1/teams/members/{id}': {
    params: {
      id: string;
    };
    response: {
      id: string;
      email: string;
      name: string;
      role: string;
      status: 'active' | 'suspended';
      joined_at: string;
      version: number;
      updated_at: string;
    };
  };
  /**
   * Saved views: one’s own and the shared ones, by name
   */
  'GET /api/v1/views': {
    query: {
      list?: 'contracts' | 'customers';
    };
    response: {
      data: {
        id: string;
        list: 'contracts' | 'customers';
        name: string;
        shared: boolean;
        /**
         * The account that saved it
         */
        owner_id: string;
        query: {
          [k: string]: string;
        };
        /**
         * What the app does with the rows it has: words, status, order, columns that are not shown
         */
        display: {
          q?: string;
          sort?: string;
          status?: string;
          hide?: string[];
          /**
           * Fields of the organization’s own that are columns, by key
           */
          show?: string[];
        };
        version: number;
        created_at: string;
        updated_at: string;
      }[];
    };
  };
  /**
   * How the organization writes dates and money (WS-01)
   */
  'GET /api/v1/workspace': {
    response: {
      time_zone: string;
      /**
       * For members who have chosen none
       */
      language: 'en' | 'de';
      date_format: 'locale' | 'iso' | 'day_first' | 'month_first';
      /**
       * Of new amounts
       */
      currency: string;
      /**
       * Month
       */
      fiscal_year_start: number;
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * The organization’s API keys, the newest first; never their secrets (WS-03)
   */
  'GET /api/v1/workspace/api-keys': {
    response: {
      data: {
        id: string;
        name: string;
        /**
         * How the key begins and ends
         */
        hint: string;
        permissions: {
          [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
        };
        status: 'active' | 'expired';
        expires_at: string | null;
        /**
         * To the minute
         */
        last_used_at: string | null;
        /**
         * The former secret, while it is still good
         */
        previous: {
          hint: string;
          expires_at: string;
        } | null;
        created_at: string;
        created_by: {
          id: string;
          name: string | null;
        };
        version: number;
      }[];
    };
  };
  /**
   * The organization’s colour and logo (WS-02)
   */
  'GET /api/v1/workspace/branding': {
    response: {
      accent: string | null;
      /**
       * What the accent becomes on light and on dark grounds
       */
      colors: {
        light: {
          ink: string;
          fill: string;
          soft: string;
          ratio: number;
          /**
           * A shade of the colour, because the colour itself is not readable
           */
          adjusted: boolean;
        };
        dark: {
          ink: string;
          fill: string;
          soft: string;
          ratio: number;
          /**
           * A shade of the colour, because the colour itself is not readable
           */
          adjusted: boolean;
        };
      } | null;
      logo: {
        id: string;
        /**
         * Good for five minutes
         */
        url: string;
        expires_at: string;
        type: string;
        width: number;
        height: number;
      } | null;
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * What an accent would become on light and on dark grounds (WS-02)
   */
  'GET /api/v1/workspace/branding/colors': {
    query: {
      /**
       * Six hexadecimal digits after #
       */
      accent: string;
    };
    response: {
      light: {
        ink: string;
        fill: string;
        soft: string;
        ratio: number;
        /**
         * A shade of the colour, because the colour itself is not readable
         */
        adjusted: boolean;
      };
      dark: {
        ink: string;
        fill: string;
        soft: string;
        ratio: number;
        /**
         * A shade of the colour, because the colour itself is not readable
         */
        adjusted: boolean;
      };
    };
  };
  /**
   * The organization’s own fields, by kind of record (WS-04)
   */
  'GET /api/v1/workspace/custom-fields': {
    response: {
      customer: {
        key: string;
        type:
          | 'text'
          | 'long_text'
          | 'number'
          | 'money'
          | 'date'
          | 'boolean'
          | 'choice'
          | 'multi_choice'
          | 'url'
          | 'email';
        label: string;
        help: string;
        /**
         * Once it has a value it is not emptied
         */
        required: boolean;
        /**
         * Of choices
         */
        options: {
          value: string;
          label: string;
          archived: boolean;
        }[];
        archived: boolean;
      }[];
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * What members are told of unless they set their own (WS-05)
   */
  'GET /api/v1/workspace/notifications': {
    response: {
      events: {
        [k: string]: {
          email: boolean;
        };
      };
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * Change one’s own name, language and appearance (TEAM-25)
   */
  'PATCH /api/v1/auth/me': {
    body: {
      name?: string;
      locale?: ('en' | 'de') | null;
      theme?: ('light' | 'dark' | 'auto') | null;
      /**
       * null: the organization’s, where it has one
       */
      accent?: ('teal' | 'blue' | 'violet' | 'berry' | 'forest') | null;
    };
    response: {
      id: string;
      email: string;
      name: string;
      locale: ('en' | 'de') | null;
      theme: ('light' | 'dark' | 'auto') | null;
      /**
       * null: the organization’s, where it has one
       */
      accent: ('teal' | 'blue' | 'violet' | 'berry' | 'forest') | null;
      org_id: string | null;
      role: string | null;
      permissions: string[];
      /**
       * Which records each permission reaches
       */
      scopes: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      /**
       * Why there is no organization, or not all of it
       */
      standing:
        | ('membership_ended' | 'member_suspended' | 'organization_suspended' | 'organization_deleting')
        | null;
      ai_enabled: boolean;
      organization: {
        id: string;
        name: string;
        slug: string;
        /**
         * When this demonstration is over; null for an organization that stays
         */
        demo_ends_at: string | null;
        /**
         * When it will be deleted
         */
        deletes_at: string | null;
        /**
         * null until somebody sets them
         */
        settings: {
          time_zone: string;
          /**
           * For members who have chosen none
           */
          language: 'en' | 'de';
          date_format: 'locale' | 'iso' | 'day_first' | 'month_first';
          /**
           * Of new amounts
           */
          currency: string;
          /**
           * Month
           */
          fiscal_year_start: number;
        } | null;
        /**
         * Of its accent; null where it has none
         */
        colors: {
          light: {
            ink: string;
            fill: string;
            soft: string;
            ratio: number;
            /**
             * A shade of the colour, because the colour itself is not readable
             */
            adjusted: boolean;
          };
          dark: {
            ink: string;
            fill: string;
            soft: string;
            ratio: number;
            /**
             * A shade of the colour, because the colour itself is not readable
             */
            adjusted: boolean;
          };
        } | null;
        /**
         * The branding has a link to it
         */
        logo_id: string | null;
      } | null;
    };
  };
  /**
   * Confirm, correct, reject, reset or add facts; a rerun never overwrites them (CON-03)
   */
  'PATCH /api/v1/contracts/{id}/extraction': {
    params: {
      id: string;
    };
    body: {
      changes: (
        | {
            action: 'confirm';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
          }
        | {
            action: 'correct';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
            value: unknown;
          }
        | {
            action: 'reject';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
          }
        | {
            action: 'reset';
            key: string;
            /**
             * The version you read; 409 when it is stale
             */
            version: number;
          }
        | {
            action: 'add';
            field:
              | 'document_name'
              | 'agreement_date'
              | 'effective_date'
              | 'expiration_date'
              | 'term'
              | 'renewal_term'
              | 'notice_period'
              | 'governing_law'
              | 'go_live_date'
              | 'totals'
              | 'payment_terms'
              | 'parties'
              | 'stakeholders'
              | 'entitlements'
              | 'pricing'
              | 'service_levels'
              | 'technical_requirements';
            value: unknown;
          }
      )[];
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      facts: {
        key: string;
        field:
          | 'document_name'
          | 'agreement_date'
          | 'effective_date'
          | 'expiration_date'
          | 'term'
          | 'renewal_term'
          | 'notice_period'
          | 'governing_law'
          | 'go_live_date'
          | 'totals'
          | 'payment_terms'
          | 'parties'
          | 'stakeholders'
          | 'entitlements'
          | 'pricing'
          | 'service_levels'
          | 'technical_requirements';
        value: unknown;
        /**
         * What was read, when a person put something else in its place
         */
        original: unknown;
        evidence: {
          page: number;
          quote: string;
          /**
           * Fractions of the page from its top left corner
           */
          box: {
            left: number;
            top: number;
            width: number;
            height: number;
          } | null;
        }[];
        confidence: number;
        method: 'rule' | 'model' | 'computed' | 'person';
        needs_review: boolean;
        note: string | null;
        alternative: unknown;
        decision: 'none' | 'confirmed' | 'corrected' | 'rejected' | 'added';
        decided_by: string | null;
        decided_at: string | null;
        version: number;
      }[];
    };
  };
  /**
   * Change one’s own name, phone number or language in the customer portal (POR-14)
   */
  'PATCH /api/v1/customers/me': {
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      name?: string;
      phone?: string | null;
      language?: 'en' | 'de';
    };
    response: {
      id: string;
      email: string;
      name: string;
      phone: string | null;
      language: 'en' | 'de';
      role: 'customer';
      customer: {
        id: string;
        name: string;
      };
      organization: {
        name: string;
        slug: string;
        /**
         * Of the organization’s accent, readable on light and on dark grounds
         */
        colors: {
          light: {
            ink: string;
            fill: string;
            soft: string;
          };
          dark: {
            ink: string;
            fill: string;
            soft: string;
          };
        } | null;
        /**
         * The link is good for five minutes
         */
        logo: {
          url: string;
          width: number;
          height: number;
        } | null;
      };
      /**
       * The member whom the customer is assigned to
       */
      contact: {
        name: string;
        email: string;
      } | null;
      version: number;
    };
  };
  /**
   * Say how far one of the customer’s own tasks is
   */
  'PATCH /api/v1/customers/me/onboarding-plan/tasks/{task_key}': {
    params: {
      task_key: string;
    };
    body: {
      plan_id: string;
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      status: 'todo' | 'in_progress' | 'done';
    };
    response: {
      key: string;
      phase: string;
      title: string;
      /**
       * Of the customer’s own tasks
       */
      description: string | null;
      status: 'todo' | 'in_progress' | 'blocked' | 'done';
      /**
       * The customer’s to do
       */
      yours: boolean;
      owner_name: string | null;
      start_date: string;
      due_date: string;
      /**
       * Titles of what has to be done before
       */
      waits_for: string[];
      completed_at: string | null;
      version: number;
    };
  };
  /**
   * Change a customer’s name, status, next follow-up or own fields (CUS-04, WS-04)
   */
  'PATCH /api/v1/customers/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      name?: string;
      status?: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      next_follow_up_at?: string | null;
      /**
       * Values of the organization’s own fields, by key; null empties one
       */
      custom?: {
        [k: string]: unknown;
      };
    };
    response: {
      id: string;
      name: string;
      status: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
      /**
       * The account of the member it is assigned to
       */
      owner_id: string;
      /**
       * A day: when somebody wants to get back to them
       */
      next_follow_up_at: string | null;
      /**
       * Values of the organization’s own fields, by key; of archived ones, too
       */
      custom: {
        [k: string]: unknown;
      };
      /**
       * What the contracts say together
       */
      summary: {
        contracts: number;
        /**
         * One sum for each currency, the largest first
         */
        annual: {
          minor: number;
          currency: string;
        }[];
        total: {
          minor: number;
          currency: string;
        }[];
        go_live_date: string | null;
        /**
         * When the first of the running terms renews by itself
         */
        renewal_date: string | null;
        /**
         * When the first of the running terms ends for good
         */
        end_date: string | null;
        /**
         * The first last day for notice that is still to come
         */
        notice_date: string | null;
      };
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Change what I am told of (WS-05)
   */
  'PATCH /api/v1/me/settings/notifications': {
    body: {
      /**
       * null: as the organization has it; what is left out stays
       */
      events: {
        [k: string]: {
          email?: boolean | null;
        };
      };
      /**
       * The version you read, 0 before the first change; 409 when it is stale
       */
      version: number;
    };
    response: {
      events: {
        [k: string]: {
          email: {
            on: boolean;
            /**
             * Set by the person
             */
            own: boolean;
            /**
             * As the organization has it
             */
            default: boolean;
          };
        };
      };
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * Change a plan’s name, or the day it goes live (CON-04)
   */
  'PATCH /api/v1/onboarding-plans/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      name?: string;
      /**
       * Moves the due date of the task that is going live
       */
      go_live_date?: string;
    };
    response: {
      /**
       * The contract’s id
       */
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      contract_id: string;
      name: string;
      start_date: string;
      go_live_date: string;
      /**
       * As the contract has it
       */
      agreed_go_live_date: string | null;
      progress: {
        total: number;
        done: number;
        percent: number;
      };
      version: number;
      /**
       * What can be worked on now and is due first
       */
      next_step: {
        key: string;
        title: string;
        due_date: string;
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
      } | null;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Change a task’s status, due date, owner, title, place or dependencies (CON-04)
   */
  'PATCH /api/v1/onboarding-plans/{id}/milestones/{task_key}': {
    params: {
      id: string;
      task_key: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      status?: 'todo' | 'in_progress' | 'blocked' | 'done';
      title?: string;
      due_date?: string;
      /**
       * One of the customer’s people by id, or anybody by name
       */
      owner?: {
        side: 'provider' | 'customer';
        stakeholder_id?: string | null;
        name?: string | null;
      };
      phase?: string;
      /**
       * The task of the same phase that it stands behind; null for the first place
       */
      after?: string | null;
      /**
       * Keys of the tasks that it waits for; they must not wait for each other
       */
      depends_on?: string[];
    };
    response: {
      task: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      };
      open_dependencies: {
        key: string;
        title: string;
        due_date: string;
      }[];
      too_early: {
        key: string;
        title: string;
        start_date: string;
        earliest_start: string;
      }[];
    };
  };
  /**
   * Change a task’s status, due date, owner, title, place or dependencies (CON-04)
   */
  'PATCH /api/v1/onboarding-plans/{id}/tasks/{task_key}': {
    params: {
      id: string;
      task_key: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      status?: 'todo' | 'in_progress' | 'blocked' | 'done';
      title?: string;
      due_date?: string;
      /**
       * One of the customer’s people by id, or anybody by name
       */
      owner?: {
        side: 'provider' | 'customer';
        stakeholder_id?: string | null;
        name?: string | null;
      };
      phase?: string;
      /**
       * The task of the same phase that it stands behind; null for the first place
       */
      after?: string | null;
      /**
       * Keys of the tasks that it waits for; they must not wait for each other
       */
      depends_on?: string[];
    };
    response: {
      task: {
        key: string;
        order: number;
        phase: string;
        title: string;
        description: string;
        status: 'todo' | 'in_progress' | 'blocked' | 'done';
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
        /**
         * Working days
         */
        duration_days: number;
        start_date: string;
        due_date: string;
        depends_on: string[];
        /**
         * Those of them that are not done
         */
        waits_for: string[];
        origin: 'template' | 'person';
        /**
         * Changed by a person; a rerun leaves the task alone
         */
        edited_fields: string[];
        completed_at: string | null;
        completed_by: string | null;
        source: {
          /**
           * The contract’s fact; null for what every plan has
           */
          fact_key: string | null;
          template_key: string;
          reason: string;
          page: number | null;
          quote: string | null;
        };
        version: number;
      };
      open_dependencies: {
        key: string;
        title: string;
        due_date: string;
      }[];
      too_early: {
        key: string;
        title: string;
        start_date: string;
        earliest_start: string;
      }[];
    };
  };
  /**
   * Suspend an organization, let it work again, or set its plan (PLT-01)
   */
  'PATCH /api/v1/platform/organizations/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      status?: 'active' | 'suspended';
      plan?: 'free' | 'team' | 'business' | 'enterprise';
      /**
       * Needed to suspend. For the platform’s log; members are not shown it
       */
      reason?: string;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      status: 'active' | 'suspended' | 'deleting';
      plan: string;
      blueprint: string;
      members: number;
      customers: number;
      /**
       * Not archived
       */
      contracts: number;
      /**
       * Of the files of contracts, archived ones included
       */
      storage_bytes: number;
      /**
       * When a person or another system last changed something
       */
      last_activity_at: string | null;
      suspension: {
        since: string;
        reason: string;
      } | null;
      deletes_at: string | null;
      created_at: string;
      version: number;
      /**
       * The newest attempt at setting up
       */
      provisioning: {
        organization_id: string;
        /**
         * Null where it is not known yet
         */
        organization_name: string | null;
        attempt: number;
        kind: 'account' | 'configure';
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        steps: {
          key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
          status: 'pending' | 'running' | 'succeeded' | 'failed';
          started_at: string | null;
          ended_at: string | null;
          error: string | null;
          /**
           * Of a step that failed: why, as docs/errors.md lists it
           */
          code: string | null;
        }[];
        started_at: string;
        ended_at: string | null;
        /**
         * From its beginning to its end
         */
        seconds: number | null;
      } | null;
      /**
       * How far behind the change stream was when it last told of this organization
       */
      changes: {
        last_change_at: string;
        applied_at: string;
        lag_ms: number;
      } | null;
    };
  };
  /**
   * Change a person; contracts that are read again leave these fields alone (CON-07)
   */
  'PATCH /api/v1/stakeholders/{id}': {
    params: {
      id: string;
    };
    body: {
      name?: string;
      title?: string | null;
      email?: string | null;
      phone?: string | null;
      organization?: string | null;
      roles?: (
        | 'executive_sponsor'
        | 'signatory'
        | 'billing'
        | 'technical'
        | 'project'
        | 'notices'
        | 'other'
      )[];
      side?: ('provider' | 'customer') | null;
      influence?: 'decision_maker' | 'influencer' | 'user' | 'informed';
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      id: string;
      customer_id: string;
      name: string;
      title: string | null;
      email: string | null;
      phone: string | null;
      organization: string | null;
      /**
       * The weightiest first
       */
      roles: (
        | 'executive_sponsor'
        | 'signatory'
        | 'billing'
        | 'technical'
        | 'project'
        | 'notices'
        | 'other'
      )[];
      /**
       * null where the contract does not tell
       */
      side: ('provider' | 'customer') | null;
      influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
      influence_reason: string;
      source: 'contract' | 'person';
      /**
       * The facts that name this person
       */
      mentions: {
        contract_id: string;
        fact_key: string;
      }[];
      confidence: number;
      needs_review: boolean;
      /**
       * Changed by a person; a rerun leaves them alone
       */
      edited_fields: string[];
      edited_by: string | null;
      edited_at: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Export the audit log as signed JSON Lines (AUD-03)
   */
  'POST /api/v1/audit/export': {
    body: {
      /**
       * A day, or a moment
       */
      from?: string;
      /**
       * A day, which is included, or a moment
       */
      to?: string;
    };
    response: {
      id: string;
      url: string;
      expires_at: string;
      entries: number;
      /**
       * Of the file, in hex
       */
      sha256: string;
    };
  };
  /**
   * Change one’s own password; every other session ends (ID-36)
   */
  'POST /api/v1/auth/change-password': {
    body: {
      current_password: string;
      new_password: string;
    };
    response: undefined;
  };
  /**
   * Look around in an organization of one’s own, which is deleted after some hours (ID-06)
   */
  'POST /api/v1/auth/demo': {
    body?: {
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Mail a code for a new password (ID-11)
   */
  'POST /api/v1/auth/forgot-password': {
    body: {
      email: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Sign in with e-mail and password (ID-09)
   */
  'POST /api/v1/auth/login': {
    body: {
      email: string;
      password: string;
      /**
       * In place of a first password that somebody else made up
       */
      new_password?: string;
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
      /**
       * What the challenge of `captcha` in `GET /api/v1/auth/config` gave; good once
       */
      captcha_token?: string;
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * End this session
   */
  'POST /api/v1/auth/logout': {
    body?: {
      refresh_token: string;
    };
    response: {
      sign_out_url: string;
    };
  };
  /**
   * Exchange the refresh token for an access token; it rotates (ID-05, ID-17)
   */
  'POST /api/v1/auth/refresh': {
    body?: {
      refresh_token: string;
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Open an account with e-mail and password; a code is mailed (ID-07)
   */
  'POST /api/v1/auth/register': {
    body: {
      email: string;
      password: string;
      name: string;
      /**
       * What the challenge of `captcha` in `GET /api/v1/auth/config` gave; good once
       */
      captcha_token?: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Mail another verification code (ID-08)
   */
  'POST /api/v1/auth/resend-verification': {
    body: {
      email: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Set a new password by the mailed code; every session ends (ID-12)
   */
  'POST /api/v1/auth/reset-password': {
    body: {
      email: string;
      code: string;
      password: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Sign in with a code of Google or Microsoft (ID-10)
   */
  'POST /api/v1/auth/social-login': {
    body: {
      provider: 'google' | 'microsoft';
      code: string;
      code_verifier: string;
      nonce: string;
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Verify an e-mail address by the mailed code; the account then works (ID-08, ID-15)
   */
  'POST /api/v1/auth/verify-email': {
    body: {
      email: string;
      code: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * Announce a contract; upload its file with the form in the answer (CON-01)
   */
  'POST /api/v1/contracts': {
    body: {
      /**
       * An existing customer by id, or the name of a new one
       */
      customer:
        | {
            id: string;
          }
        | {
            name: string;
            allow_duplicate?: boolean;
          };
      file_name: string;
      content_type:
        | 'application/pdf'
        | 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'
        | 'image/png'
        | 'image/jpeg'
        | 'image/tiff'
        | 'text/plain';
      /**
       * Bytes
       */
      size: number;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      upload: {
        url: string;
        fields: {
          [k: string]: string;
        };
        expires_at: string;
        maximum_bytes: number;
      };
    };
  };
  /**
   * Take over what was read: facts, people, entitlements, prices and plan (CON-03)
   */
  'POST /api/v1/contracts/{id}/confirm': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      counts: {
        stakeholders: number;
        entitlements: number;
        prices: number;
        tasks: number;
      };
      plan_changes: {
        added: {
          key: string;
          title: string;
        }[];
        changed: {
          key: string;
          title: string;
          fields: string[];
        }[];
        removed: {
          key: string;
          title: string;
        }[];
        /**
         * No longer asked for by the contract, but somebody worked on it
         */
        kept: {
          key: string;
          title: string;
        }[];
      };
    };
  };
  /**
   * Process a contract again; a failed run goes on where it failed (CON-02)
   */
  'POST /api/v1/contracts/{id}/parse': {
    params: {
      id: string;
    };
    response: {
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      file_name: string;
      content_type: string;
      /**
       * Bytes
       */
      size: number;
      status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      run: number;
      progress: {
        stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
        stages: {
          stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
          entered_at: string;
          left_at: string | null;
        }[];
      };
      /**
       * Why it failed and what to do
       */
      failure: {
        code: string;
        message: string;
        redrivable?: boolean;
      } | null;
      reader: string | null;
      pages: number | null;
      document_name: string | null;
      /**
       * `rules` or `model`
       */
      extractor: string | null;
      extractor_reason: string | null;
      /**
       * What the language model used
       */
      usage: {
        input_tokens: number;
        output_tokens: number;
        cost_usd: number;
      } | null;
      facts: number | null;
      needs_review: number | null;
      plan_id: string | null;
      confirmed_at: string | null;
      confirmed_by: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Take a contract out of the archive, with its plan, entitlements and prices
   */
  'POST /api/v1/contracts/{id}/restore': {
    params: {
      id: string;
    };
    response: {
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      file_name: string;
      content_type: string;
      /**
       * Bytes
       */
      size: number;
      status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
      run: number;
      progress: {
        stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
        stages: {
          stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
          entered_at: string;
          left_at: string | null;
        }[];
      };
      /**
       * Why it failed and what to do
       */
      failure: {
        code: string;
        message: string;
        redrivable?: boolean;
      } | null;
      reader: string | null;
      pages: number | null;
      document_name: string | null;
      /**
       * `rules` or `model`
       */
      extractor: string | null;
      extractor_reason: string | null;
      /**
       * What the language model used
       */
      usage: {
        input_tokens: number;
        output_tokens: number;
        cost_usd: number;
      } | null;
      facts: number | null;
      needs_review: number | null;
      plan_id: string | null;
      confirmed_at: string | null;
      confirmed_by: string | null;
      version: number;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * A new form to upload the file of an announced contract, where the first one ran out
   */
  'POST /api/v1/contracts/{id}/upload': {
    params: {
      id: string;
    };
    response: {
      contract: {
        id: string;
        customer_id: string;
        customer_name: string;
        /**
         * The account of the member whom the customer is assigned to
         */
        owner_id: string;
        file_name: string;
        content_type: string;
        /**
         * Bytes
         */
        size: number;
        status: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
        run: number;
        progress: {
          stage: ('inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish') | null;
          stages: {
            stage: 'inspect' | 'read' | 'parse' | 'ground' | 'stakeholders' | 'plan' | 'publish';
            entered_at: string;
            left_at: string | null;
          }[];
        };
        /**
         * Why it failed and what to do
         */
        failure: {
          code: string;
          message: string;
          redrivable?: boolean;
        } | null;
        reader: string | null;
        pages: number | null;
        document_name: string | null;
        /**
         * `rules` or `model`
         */
        extractor: string | null;
        extractor_reason: string | null;
        /**
         * What the language model used
         */
        usage: {
          input_tokens: number;
          output_tokens: number;
          cost_usd: number;
        } | null;
        facts: number | null;
        needs_review: number | null;
        plan_id: string | null;
        confirmed_at: string | null;
        confirmed_by: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      };
      upload: {
        url: string;
        fields: {
          [k: string]: string;
        };
        expires_at: string;
        maximum_bytes: number;
      };
    };
  };
  /**
   * Invite one of a customer’s people to the customer portal (POR-08)
   */
  'POST /api/v1/customers/{id}/portal-users': {
    params: {
      id: string;
    };
    body: {
      /**
       * Of one of the customer’s people
       */
      email: string;
      /**
       * Of the mail
       */
      language?: 'en' | 'de';
    };
    response: {
      id: string;
      email: string;
      name: string;
      phone: string | null;
      language: 'en' | 'de';
      /**
       * `expired`: the invitation is no longer good; invite the same address again
       */
      status: 'invited' | 'expired' | 'active';
      invited_at: string;
      /**
       * Of an open invitation
       */
      expires_at: string | null;
      accepted_at: string | null;
      version: number;
      /**
       * False when the mail could not be sent: invite again
       */
      mailed: boolean;
    };
  };
  /**
   * Bring back an archived plan (CON-04)
   */
  'POST /api/v1/onboarding-plans/{id}/restore': {
    params: {
      id: string;
    };
    response: {
      /**
       * The contract’s id
       */
      id: string;
      customer_id: string;
      customer_name: string;
      /**
       * The account of the member whom the customer is assigned to
       */
      owner_id: string;
      contract_id: string;
      name: string;
      start_date: string;
      go_live_date: string;
      /**
       * As the contract has it
       */
      agreed_go_live_date: string | null;
      progress: {
        total: number;
        done: number;
        percent: number;
      };
      version: number;
      /**
       * What can be worked on now and is due first
       */
      next_step: {
        key: string;
        title: string;
        due_date: string;
        owner: {
          side: 'provider' | 'customer';
          role:
            | 'success_manager'
            | 'sales'
            | 'technical'
            | 'project'
            | 'billing'
            | 'trainer'
            | 'support'
            | 'executive_sponsor';
          stakeholder_id: string | null;
          name: string | null;
        };
      } | null;
      created_at: string;
      updated_at: string;
      archived_at: string | null;
    };
  };
  /**
   * Add a task to a plan; a rerun of the contract leaves it alone (CON-04)
   */
  'POST /api/v1/onboarding-plans/{id}/tasks': {
    params: {
      id: string;
    };
    body: {
      title: string;
      phase: string;
      due_date: string;
      start_date?: string;
      description?: string;
      /**
       * One of the customer’s people by id, or anybody by name
       */
      owner?: {
        side: 'provider' | 'customer';
        stakeholder_id?: string | null;
        name?: string | null;
      };
      /**
       * The task of the same phase that it stands behind; null for the first place
       */
      after?: string | null;
      /**
       * Keys of the tasks that it waits for; they must not wait for each other
       */
      depends_on?: string[];
    };
    response: {
      key: string;
      order: number;
      phase: string;
      title: string;
      description: string;
      status: 'todo' | 'in_progress' | 'blocked' | 'done';
      owner: {
        side: 'provider' | 'customer';
        role:
          | 'success_manager'
          | 'sales'
          | 'technical'
          | 'project'
          | 'billing'
          | 'trainer'
          | 'support'
          | 'executive_sponsor';
        stakeholder_id: string | null;
        name: string | null;
      };
      /**
       * Working days
       */
      duration_days: number;
      start_date: string;
      due_date: string;
      depends_on: string[];
      /**
       * Those of them that are not done
       */
      waits_for: string[];
      origin: 'template' | 'person';
      /**
       * Changed by a person; a rerun leaves the task alone
       */
      edited_fields: string[];
      completed_at: string | null;
      completed_by: string | null;
      source: {
        /**
         * The contract’s fact; null for what every plan has
         */
        fact_key: string | null;
        template_key: string;
        reason: string;
        page: number | null;
        quote: string | null;
      };
      version: number;
    };
  };
  /**
   * Bring back a task that was taken out of a plan (CON-04)
   */
  'POST /api/v1/onboarding-plans/{id}/tasks/{task_key}/restore': {
    params: {
      id: string;
      task_key: string;
    };
    response: {
      key: string;
      order: number;
      phase: string;
      title: string;
      description: string;
      status: 'todo' | 'in_progress' | 'blocked' | 'done';
      owner: {
        side: 'provider' | 'customer';
        role:
          | 'success_manager'
          | 'sales'
          | 'technical'
          | 'project'
          | 'billing'
          | 'trainer'
          | 'support'
          | 'executive_sponsor';
        stakeholder_id: string | null;
        name: string | null;
      };
      /**
       * Working days
       */
      duration_days: number;
      start_date: string;
      due_date: string;
      depends_on: string[];
      /**
       * Those of them that are not done
       */
      waits_for: string[];
      origin: 'template' | 'person';
      /**
       * Changed by a person; a rerun leaves the task alone
       */
      edited_fields: string[];
      completed_at: string | null;
      completed_by: string | null;
      source: {
        /**
         * The contract’s fact; null for what every plan has
         */
        fact_key: string | null;
        template_key: string;
        reason: string;
        page: number | null;
        quote: string | null;
      };
      version: number;
    };
  };
  /**
   * Finish the wizard: its answers become the organization’s, which is set up for them (ORG-14)
   */
  'POST /api/v1/onboarding/complete': {
    response: {
      organization: {
        id: string;
        name: string;
        slug: string;
        blueprint: string;
        ai_enabled: boolean;
        size: string | null;
        location: {
          country: string;
          city?: string;
        } | null;
        industry_lines: string[];
        markets: {
          regions: string[];
          countries: string[];
        } | null;
        lead_sources: string[];
        integrations: {
          api: boolean;
          webhooks: boolean;
          crm: string;
        } | null;
        subscription: {
          plan: string;
          billing_email: string | null;
        };
        /**
         * While it waits for its deletion; it can be taken back until `due_at`
         */
        deletion: {
          requested_at: string;
          due_at: string;
        } | null;
        version: number;
        created_at: string;
        updated_at: string;
      };
      provisioning: {
        organization_id: string;
        attempt: number;
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        steps: {
          key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
          status: 'pending' | 'running' | 'succeeded' | 'failed';
          started_at: string | null;
          ended_at: string | null;
          error: string | null;
          /**
           * Of a step that failed: why, as docs/errors.md lists it
           */
          code: string | null;
        }[];
        started_at: string;
        ended_at: string | null;
      };
    };
  };
  /**
   * Create an organization; the caller becomes its admin (ORG-01)
   */
  'POST /api/v1/organizations': {
    body: {
      name: string;
      /**
       * The trade; `customer-success` when left out. The wizard may choose another
       */
      blueprint?: 'customer-success' | 'insurance' | 'surrogacy' | 'helpdesk' | 'generic';
      /**
       * Made from the name when left out
       */
      slug?: string;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Join an organization with the token of an invitation mail, or with a code (TEAM-04, ORG-04)
   */
  'POST /api/v1/organizations/join': {
    body: {
      token?: string;
      code?: string;
    };
    response: {
      organization: {
        id: string;
        name: string;
        slug: string;
      };
      role: string;
    };
  };
  /**
   * Export everything of the organization (AUD-05)
   */
  'POST /api/v1/organizations/{id}/export': {
    params: {
      id: string | 'current';
    };
    response: {
      id: string;
      status: 'running' | 'ready';
      requested_at: string;
      /**
       * JSON Lines, gzip; links are good for five minutes. Empty while it runs
       */
      files: {
        name: string;
        entity: string;
        records: number;
        bytes: number;
        url: string;
      }[];
    };
  };
  /**
   * Take the deletion of the organization back (ORG-20)
   */
  'POST /api/v1/organizations/{id}/restore': {
    params: {
      id: string | 'current';
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Bring the settings of a version back, as a new version (ORG-23)
   */
  'POST /api/v1/organizations/{id}/versions/{v}/rollback': {
    params: {
      id: string | 'current';
      v: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Change one’s own password in the customer portal; every other session ends (ID-36)
   */
  'POST /api/v1/portal/auth/change-password': {
    body: {
      current_password: string;
      new_password: string;
    };
    response: undefined;
  };
  /**
   * Mail a portal user a link to set a new password (ID-36)
   */
  'POST /api/v1/portal/auth/forgot-password': {
    body: {
      organization: string;
      email: string;
    };
    response: {
      status: string;
    };
  };
  /**
   * What a mailed link is for, without using it up
   */
  'POST /api/v1/portal/auth/link': {
    body: {
      token: string;
    };
    response: {
      organization: {
        name: string;
        slug: string;
        /**
         * Of the organization’s accent, readable on light and on dark grounds
         */
        colors: {
          light: {
            ink: string;
            fill: string;
            soft: string;
          };
          dark: {
            ink: string;
            fill: string;
            soft: string;
          };
        } | null;
        /**
         * The link is good for five minutes
         */
        logo: {
          url: string;
          width: number;
          height: number;
        } | null;
      };
      /**
       * Masked
       */
      email: string;
      name: string;
      language: 'en' | 'de';
      purpose: 'invitation' | 'new_password';
      expires_at: string;
    };
  };
  /**
   * Sign in to an organization’s customer portal (ID-35)
   */
  'POST /api/v1/portal/auth/login': {
    body: {
      /**
       * Its short name, as the portal’s address has it
       */
      organization: string;
      email: string;
      password: string;
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
      /**
       * What the challenge of `captcha` in `GET /api/v1/auth/config` gave; good once
       */
      captcha_token?: string;
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * End a portal user’s session
   */
  'POST /api/v1/portal/auth/logout': {
    body?: {
      refresh_token: string;
    };
    response: undefined;
  };
  /**
   * Exchange a portal user’s refresh token for an access token; it rotates
   */
  'POST /api/v1/portal/auth/refresh': {
    body?: {
      refresh_token: string;
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Set the password by a mailed link, and sign in to the customer portal (ID-36)
   */
  'POST /api/v1/portal/auth/set-password': {
    body: {
      token: string;
      password: string;
      /**
       * Where the refresh token goes: `cookie` for browsers, `body` for other programs
       */
      deliver?: 'cookie' | 'body';
    };
    response: {
      access_token: string;
      token_type: 'Bearer';
      expires_in: number;
      /**
       * With `deliver: "body"`: keep it as a secret
       */
      refresh_token?: string;
    };
  };
  /**
   * Set the organization up; one that failed goes on where it failed (ORG-24)
   */
  'POST /api/v1/provision/account': {
    response: {
      organization_id: string;
      attempt: number;
      status: 'pending' | 'running' | 'succeeded' | 'failed';
      steps: {
        key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        started_at: string | null;
        ended_at: string | null;
        error: string | null;
        /**
         * Of a step that failed: why, as docs/errors.md lists it
         */
        code: string | null;
      }[];
      started_at: string;
      ended_at: string | null;
    };
  };
  /**
   * Take the blueprint over as it is today, and check everything else once more (ORG-26)
   */
  'POST /api/v1/provision/configure': {
    response: {
      organization_id: string;
      attempt: number;
      status: 'pending' | 'running' | 'succeeded' | 'failed';
      steps: {
        key: 'isolation' | 'configuration' | 'credentials' | 'notifications' | 'backup';
        status: 'pending' | 'running' | 'succeeded' | 'failed';
        started_at: string | null;
        ended_at: string | null;
        error: string | null;
        /**
         * Of a step that failed: why, as docs/errors.md lists it
         */
        code: string | null;
      }[];
      started_at: string;
      ended_at: string | null;
    };
  };
  /**
   * Make a role of the organization’s own (TEAM-21)
   */
  'POST /api/v1/roles': {
    body: {
      name: string;
      description?: string;
      /**
       * Permission → scope, as `GET /permissions` lists them
       */
      grants: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
    };
    response: {
      key: string;
      name: string;
      description: string;
      /**
       * Comes with the blueprint; cannot be changed
       */
      preset: boolean;
      grants: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      /**
       * What the role has of the matrix of eleven permissions (TEAM-10)
       */
      matrix: (
        | 'ViewOwn'
        | 'EditOwn'
        | 'ViewLeads'
        | 'ManageLeads'
        | 'ManageTeam'
        | 'AccessSettings'
        | 'AccessReports'
        | 'ManageBilling'
        | 'ManageIntegrations'
        | 'ManageOrganizations'
        | 'AccessPlatformAdmin'
      )[];
      /**
       * How many have it
       */
      members: number;
      /**
       * Whether the caller may give it to somebody
       */
      assignable: boolean;
      /**
       * Null for presets
       */
      version: number | null;
    };
  };
  /**
   * Enter one person or up to 50, all or none (CON-07)
   */
  'POST /api/v1/stakeholders': {
    body:
      | {
          customer_id: string;
          name: string;
          title?: string | null;
          email?: string | null;
          phone?: string | null;
          organization?: string | null;
          roles?: (
            | 'executive_sponsor'
            | 'signatory'
            | 'billing'
            | 'technical'
            | 'project'
            | 'notices'
            | 'other'
          )[];
          side?: ('provider' | 'customer') | null;
          influence?: 'decision_maker' | 'influencer' | 'user' | 'informed';
        }
      | {
          stakeholders: {
            customer_id: string;
            name: string;
            title?: string | null;
            email?: string | null;
            phone?: string | null;
            organization?: string | null;
            roles?: (
              | 'executive_sponsor'
              | 'signatory'
              | 'billing'
              | 'technical'
              | 'project'
              | 'notices'
              | 'other'
            )[];
            side?: ('provider' | 'customer') | null;
            influence?: 'decision_maker' | 'influencer' | 'user' | 'informed';
          }[];
        };
    response: {
      data: {
        id: string;
        customer_id: string;
        name: string;
        title: string | null;
        email: string | null;
        phone: string | null;
        organization: string | null;
        /**
         * The weightiest first
         */
        roles: (
          | 'executive_sponsor'
          | 'signatory'
          | 'billing'
          | 'technical'
          | 'project'
          | 'notices'
          | 'other'
        )[];
        /**
         * null where the contract does not tell
         */
        side: ('provider' | 'customer') | null;
        influence: 'decision_maker' | 'influencer' | 'user' | 'informed';
        influence_reason: string;
        source: 'contract' | 'person';
        /**
         * The facts that name this person
         */
        mentions: {
          contract_id: string;
          fact_key: string;
        }[];
        confidence: number;
        needs_review: boolean;
        /**
         * Changed by a person; a rerun leaves them alone
         */
        edited_fields: string[];
        edited_by: string | null;
        edited_at: string | null;
        version: number;
        created_at: string;
        updated_at: string;
        archived_at: string | null;
      }[];
    };
  };
  /**
   * Invite a team from a CSV file, or look at what would become of each row (TEAM-03)
   */
  'POST /api/v1/teams/import': {
    body: {
      /**
       * The table as text
       */
      csv?: string;
      /**
       * Or the file’s bytes, whatever its encoding
       */
      content?: string;
      /**
       * For rows that name none
       */
      role?: string;
      /**
       * Of the mail
       */
      language?: 'en' | 'de';
      /**
       * Only says what would become of each row
       */
      dry_run?: boolean;
    };
    response: {
      dry_run: boolean;
      encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';
      delimiter: ',' | ';' | '\t' | '|';
      ignored_columns: string[];
      counts: {
        [k: string]: number;
      };
      rows: {
        line: number;
        email: string;
        name: string;
        role: string | null;
        outcome:
          | 'invite'
          | 'invited'
          | 'already_member'
          | 'pending'
          | 'invalid'
          | 'duplicate'
          | 'no_room'
          | 'not_done';
        /**
         * Of what is invalid
         */
        reason: ('no_email' | 'bad_email' | 'no_role' | 'unknown_role' | 'role_exceeds_yours') | null;
        /**
         * Has a cell that a spreadsheet would compute
         */
        formula: boolean;
        /**
         * To share; told once
         */
        code: string | null;
        mailed: boolean | null;
      }[];
      /**
       * The rows that were not taken, with the reason; safe to open in a spreadsheet
       */
      rejected_csv: string | null;
    };
  };
  /**
   * Invite somebody: by mail, and with a code to share (TEAM-01, TEAM-04, TEAM-05)
   */
  'POST /api/v1/teams/invitations': {
    body: {
      email: string;
      role: string;
      /**
       * Of the mail
       */
      language?: 'en' | 'de';
      /**
       * Customers assigned to whoever accepts
       */
      customer_ids?: string[];
    };
    response: {
      id: string;
      email: string;
      role: string;
      status: 'pending' | 'accepted' | 'revoked' | 'expired';
      language: 'en' | 'de';
      customer_ids: string[];
      expires_at: string;
      accepted_by: string | null;
      accepted_at: string | null;
      invited_by: string;
      version: number;
      created_at: string;
      updated_at: string;
      /**
       * To be told or shown; whoever has it can join, once
       */
      code: string;
      /**
       * As mailed; opens only for an account with the invited address
       */
      link: string;
      /**
       * False when the mail could not be sent: share link or code
       */
      mailed: boolean;
    };
  };
  /**
   * Join an organization with the token of an invitation mail, or with a code (TEAM-04, ORG-04)
   */
  'POST /api/v1/teams/invitations/accept': {
    body: {
      token?: string;
      code?: string;
    };
    response: {
      organization: {
        id: string;
        name: string;
        slug: string;
      };
      role: string;
    };
  };
  /**
   * Save a list as it is narrowed and ordered under a name
   */
  'POST /api/v1/views': {
    body:
      | {
          list: 'contracts';
          name: string;
          /**
           * With everybody of the organization
           */
          shared?: boolean;
          /**
           * As the list’s own route takes it
           */
          query: {
            status?: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
            customer_id?: string;
            /**
             * The account of the member they are assigned to; `me` for one’s own
             */
            owner_id?: string;
            archived?: string;
          };
          /**
           * What the app does with the rows it has: words, status, order, columns that are not shown
           */
          display?: {
            q?: string;
            sort?: string;
            status?: string;
            hide?: string[];
            /**
             * Fields of the organization’s own that are columns, by key
             */
            show?: string[];
          };
        }
      | {
          list: 'customers';
          name: string;
          /**
           * With everybody of the organization
           */
          shared?: boolean;
          /**
           * As the list’s own route takes it
           */
          query: {
            /**
             * The beginning of the name
             */
            q?: string;
            status?: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
            /**
             * The account of the member they are assigned to; `me` for one’s own
             */
            owner_id?: string;
            sort?: 'name' | '-name' | 'created_at' | '-created_at';
          };
          /**
           * What the app does with the rows it has: words, status, order, columns that are not shown
           */
          display?: {
            q?: string;
            sort?: string;
            status?: string;
            hide?: string[];
            /**
             * Fields of the organization’s own that are columns, by key
             */
            show?: string[];
          };
        };
    response: {
      id: string;
      list: 'contracts' | 'customers';
      name: string;
      shared: boolean;
      /**
       * The account that saved it
       */
      owner_id: string;
      query: {
        [k: string]: string;
      };
      /**
       * What the app does with the rows it has: words, status, order, columns that are not shown
       */
      display: {
        q?: string;
        sort?: string;
        status?: string;
        hide?: string[];
        /**
         * Fields of the organization’s own that are columns, by key
         */
        show?: string[];
      };
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Make an API key; its secret is in this answer only (WS-03)
   */
  'POST /api/v1/workspace/api-keys': {
    body: {
      name: string;
      /**
       * Scope by permission; none may exceed your own
       */
      permissions: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org';
      };
      /**
       * When the key ends; null: when it is revoked
       */
      expires_at?: string | null;
    };
    response: {
      id: string;
      name: string;
      /**
       * How the key begins and ends
       */
      hint: string;
      permissions: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      status: 'active' | 'expired';
      expires_at: string | null;
      /**
       * To the minute
       */
      last_used_at: string | null;
      /**
       * The former secret, while it is still good
       */
      previous: {
        hint: string;
        expires_at: string;
      } | null;
      created_at: string;
      created_by: {
        id: string;
        name: string | null;
      };
      version: number;
      /**
       * The whole key, this once
       */
      secret: string;
    };
  };
  /**
   * A new secret for an API key; the former one stays good for the overlap (WS-03)
   */
  'POST /api/v1/workspace/api-keys/{id}/rotate': {
    params: {
      id: string;
    };
    body: {
      /**
       * How long the former secret stays good
       */
      overlap_hours?: number;
      /**
       * Left out: as before
       */
      expires_at?: string | null;
    };
    response: {
      id: string;
      name: string;
      /**
       * How the key begins and ends
       */
      hint: string;
      permissions: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      status: 'active' | 'expired';
      expires_at: string | null;
      /**
       * To the minute
       */
      last_used_at: string | null;
      /**
       * The former secret, while it is still good
       */
      previous: {
        hint: string;
        expires_at: string;
      } | null;
      created_at: string;
      created_by: {
        id: string;
        name: string | null;
      };
      version: number;
      /**
       * The whole key, this once
       */
      secret: string;
    };
  };
  /**
   * A form to upload a logo with; name its id in the branding afterwards (WS-02)
   */
  'POST /api/v1/workspace/branding/logo': {
    body: {
      content_type: 'image/png' | 'image/jpeg' | 'image/webp';
      size: number;
    };
    response: {
      url: string;
      fields: {
        [k: string]: string;
      };
      expires_at: string;
      maximum_bytes: number;
      id: string;
    };
  };
  /**
   * A ticket for the socket of live updates (NOT-08, K24)
   */
  'POST /api/v1/ws/ticket': {
    response: {
      ticket: string;
      expires_at: string;
    };
  };
  /**
   * Save a step of the wizard (ORG-07)
   */
  'PUT /api/v1/onboarding': {
    body: {
      step: 'company' | 'industry' | 'markets' | 'lead_sources' | 'integrations' | 'billing';
      data: {
        [k: string]: unknown;
      };
      /**
       * The version you read; 0 at first
       */
      version: number;
    };
    response: {
      steps: {
        key: 'company' | 'industry' | 'markets' | 'lead_sources' | 'integrations' | 'billing';
        complete: boolean;
        /**
         * Saved, or a beginning
         */
        data: {
          [k: string]: unknown;
        } | null;
      }[];
      next_step: ('company' | 'industry' | 'markets' | 'lead_sources' | 'integrations' | 'billing') | null;
      progress: {
        done: number;
        total: number;
      };
      completed_at: string | null;
      /**
       * 0 before anything was saved
       */
      version: number;
    };
  };
  /**
   * Change the organization’s settings, its short name included (ORG-05, ORG-23)
   */
  'PUT /api/v1/organizations/{id}': {
    params: {
      id: string | 'current';
    };
    body: {
      name?: string;
      slug?: string;
      ai_enabled?: boolean;
      size?: '1-10' | '11-50' | '51-200' | '201-1000' | '1001+';
      location?: {
        country: string;
        city?: string;
      };
      industry_lines?: string[];
      markets?: {
        regions: (
          | 'dach'
          | 'western_europe'
          | 'southern_europe'
          | 'northern_europe'
          | 'eastern_europe'
          | 'united_kingdom'
          | 'north_america'
          | 'latin_america'
          | 'middle_east'
          | 'africa'
          | 'asia'
          | 'australia_new_zealand'
        )[];
        countries?: string[];
      };
      lead_sources?: (
        | 'website'
        | 'referral'
        | 'partner'
        | 'event'
        | 'advertising'
        | 'social_media'
        | 'outbound'
        | 'marketplace'
        | 'import'
      )[];
      integrations?: {
        /**
         * Provisioning makes an API key
         */
        api: boolean;
        webhooks: boolean;
        crm: 'none' | 'salesforce' | 'hubspot' | 'dynamics' | 'pipedrive' | 'zoho' | 'other';
      };
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Choose the subscription plan (ORG-13, ORG-22)
   */
  'PUT /api/v1/organizations/{id}/subscription': {
    params: {
      id: string | 'current';
    };
    body: {
      plan: 'free' | 'team' | 'business' | 'enterprise';
      billing_email?: string;
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      id: string;
      name: string;
      slug: string;
      blueprint: string;
      ai_enabled: boolean;
      size: string | null;
      location: {
        country: string;
        city?: string;
      } | null;
      industry_lines: string[];
      markets: {
        regions: string[];
        countries: string[];
      } | null;
      lead_sources: string[];
      integrations: {
        api: boolean;
        webhooks: boolean;
        crm: string;
      } | null;
      subscription: {
        plan: string;
        billing_email: string | null;
      };
      /**
       * While it waits for its deletion; it can be taken back until `due_at`
       */
      deletion: {
        requested_at: string;
        due_at: string;
      } | null;
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Change a role of the organization’s own (TEAM-21)
   */
  'PUT /api/v1/roles/{id}': {
    params: {
      id: string;
    };
    body: {
      name: string;
      description?: string;
      /**
       * Permission → scope, as `GET /permissions` lists them
       */
      grants: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
    };
    response: {
      key: string;
      name: string;
      description: string;
      /**
       * Comes with the blueprint; cannot be changed
       */
      preset: boolean;
      grants: {
        [k: string]: 'own' | 'assigned' | 'queue' | 'org' | 'platform';
      };
      /**
       * What the role has of the matrix of eleven permissions (TEAM-10)
       */
      matrix: (
        | 'ViewOwn'
        | 'EditOwn'
        | 'ViewLeads'
        | 'ManageLeads'
        | 'ManageTeam'
        | 'AccessSettings'
        | 'AccessReports'
        | 'ManageBilling'
        | 'ManageIntegrations'
        | 'ManageOrganizations'
        | 'AccessPlatformAdmin'
      )[];
      /**
       * How many have it
       */
      members: number;
      /**
       * Whether the caller may give it to somebody
       */
      assignable: boolean;
      /**
       * Null for presets
       */
      version: number | null;
    };
  };
  /**
   * Assign customers to a member, with their contracts and plans (TEAM-07)
   */
  'PUT /api/v1/teams/assignments': {
    body: {
      member_id: string;
      customer_ids: string[];
    };
    response: {
      member_id: string;
      customer_ids: string[];
      /**
       * How many were somebody else’s before
       */
      moved: number;
    };
  };
  /**
   * Send an invitation again, or change its role (TEAM-01)
   */
  'PUT /api/v1/teams/invitations/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      role?: string;
      resend?: boolean;
    };
    response: {
      id: string;
      email: string;
      role: string;
      status: 'pending' | 'accepted' | 'revoked' | 'expired';
      language: 'en' | 'de';
      customer_ids: string[];
      expires_at: string;
      accepted_by: string | null;
      accepted_at: string | null;
      invited_by: string;
      version: number;
      created_at: string;
      updated_at: string;
      /**
       * To be told or shown; whoever has it can join, once
       */
      code?: string;
      /**
       * As mailed; opens only for an account with the invited address
       */
      link?: string;
      /**
       * False when the mail could not be sent: share link or code
       */
      mailed?: boolean;
    };
  };
  /**
   * Change a member’s role, suspend or reactivate them (TEAM-02)
   */
  'PUT /api/v1/teams/members/{id}': {
    params: {
      id: string;
    };
    body: {
      /**
       * The version you read; 409 when it is stale
       */
      version: number;
      role?: string;
      status?: 'active' | 'suspended';
    };
    response: {
      id: string;
      email: string;
      name: string;
      role: string;
      status: 'active' | 'suspended';
      joined_at: string;
      version: number;
      updated_at: string;
    };
  };
  /**
   * Change a saved view
   */
  'PUT /api/v1/views/{id}': {
    params: {
      id: string;
    };
    body:
      | {
          list: 'contracts';
          name: string;
          /**
           * With everybody of the organization
           */
          shared?: boolean;
          /**
           * As the list’s own route takes it
           */
          query: {
            status?: 'awaiting_upload' | 'processing' | 'review' | 'ready' | 'confirmed' | 'failed';
            customer_id?: string;
            /**
             * The account of the member they are assigned to; `me` for one’s own
             */
            owner_id?: string;
            archived?: string;
          };
          /**
           * What the app does with the rows it has: words, status, order, columns that are not shown
           */
          display?: {
            q?: string;
            sort?: string;
            status?: string;
            hide?: string[];
            /**
             * Fields of the organization’s own that are columns, by key
             */
            show?: string[];
          };
          /**
           * The version you read; 409 when it is stale
           */
          version: number;
        }
      | {
          list: 'customers';
          name: string;
          /**
           * With everybody of the organization
           */
          shared?: boolean;
          /**
           * As the list’s own route takes it
           */
          query: {
            /**
             * The beginning of the name
             */
            q?: string;
            status?: 'lead' | 'prospect' | 'active' | 'inactive' | 'churned';
            /**
             * The account of the member they are assigned to; `me` for one’s own
             */
            owner_id?: string;
            sort?: 'name' | '-name' | 'created_at' | '-created_at';
          };
          /**
           * What the app does with the rows it has: words, status, order, columns that are not shown
           */
          display?: {
            q?: string;
            sort?: string;
            status?: string;
            hide?: string[];
            /**
             * Fields of the organization’s own that are columns, by key
             */
            show?: string[];
          };
          /**
           * The version you read; 409 when it is stale
           */
          version: number;
        };
    response: {
      id: string;
      list: 'contracts' | 'customers';
      name: string;
      shared: boolean;
      /**
       * The account that saved it
       */
      owner_id: string;
      query: {
        [k: string]: string;
      };
      /**
       * What the app does with the rows it has: words, status, order, columns that are not shown
       */
      display: {
        q?: string;
        sort?: string;
        status?: string;
        hide?: string[];
        /**
         * Fields of the organization’s own that are columns, by key
         */
        show?: string[];
      };
      version: number;
      created_at: string;
      updated_at: string;
    };
  };
  /**
   * Change how the organization writes dates and money (WS-01)
   */
  'PUT /api/v1/workspace': {
    body: {
      time_zone: string;
      /**
       * For members who have chosen none
       */
      language: 'en' | 'de';
      date_format: 'locale' | 'iso' | 'day_first' | 'month_first';
      /**
       * Of new amounts
       */
      currency: string;
      /**
       * Month
       */
      fiscal_year_start: number;
      /**
       * The version you read, 0 before the first change; 409 when it is stale
       */
      version: number;
    };
    response: {
      time_zone: string;
      /**
       * For members who have chosen none
       */
      language: 'en' | 'de';
      date_format: 'locale' | 'iso' | 'day_first' | 'month_first';
      /**
       * Of new amounts
       */
      currency: string;
      /**
       * Month
       */
      fiscal_year_start: number;
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * Change the organization’s colour and logo (WS-02)
   */
  'PUT /api/v1/workspace/branding': {
    body: {
      accent: string | null;
      /**
       * Of an uploaded logo; the current one stays when it is named
       */
      logo_id: string | null;
      version: number;
    };
    response: {
      accent: string | null;
      /**
       * What the accent becomes on light and on dark grounds
       */
      colors: {
        light: {
          ink: string;
          fill: string;
          soft: string;
          ratio: number;
          /**
           * A shade of the colour, because the colour itself is not readable
           */
          adjusted: boolean;
        };
        dark: {
          ink: string;
          fill: string;
          soft: string;
          ratio: number;
          /**
           * A shade of the colour, because the colour itself is not readable
           */
          adjusted: boolean;
        };
      } | null;
      logo: {
        id: string;
        /**
         * Good for five minutes
         */
        url: string;
        expires_at: string;
        type: string;
        width: number;
        height: number;
      } | null;
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * Replace the organization’s own fields (WS-04)
   */
  'PUT /api/v1/workspace/custom-fields': {
    body: {
      customer: {
        key: string;
        type:
          | 'text'
          | 'long_text'
          | 'number'
          | 'money'
          | 'date'
          | 'boolean'
          | 'choice'
          | 'multi_choice'
          | 'url'
          | 'email';
        label: string;
        help?: string;
        /**
         * Once it has a value it is not emptied
         */
        required?: boolean;
        /**
         * Of choices
         */
        options?: {
          value: string;
          label: string;
          archived?: boolean;
        }[];
        archived?: boolean;
      }[];
      /**
       * The version you read, 0 before the first change; 409 when it is stale
       */
      version: number;
    };
    response: {
      customer: {
        key: string;
        type:
          | 'text'
          | 'long_text'
          | 'number'
          | 'money'
          | 'date'
          | 'boolean'
          | 'choice'
          | 'multi_choice'
          | 'url'
          | 'email';
        label: string;
        help: string;
        /**
         * Once it has a value it is not emptied
         */
        required: boolean;
        /**
         * Of choices
         */
        options: {
          value: string;
          label: string;
          archived: boolean;
        }[];
        archived: boolean;
      }[];
      version: number;
      updated_at: string | null;
    };
  };
  /**
   * Change what members are told of unless they set their own (WS-05)
   */
  'PUT /api/v1/workspace/notifications': {
    body: {
      events: {
        [k: string]: {
          email: boolean;
        };
      };
      /**
       * The version you read, 0 before the first change; 409 when it is stale
       */
      version: number;
    };
    response: {
      events: {
        [k: string]: {
          email: boolean;
        };
      };
      version: number;
      updated_at: string | null;
    };
  };
}

export interface Problem {
  /**
   * Stable, for programs: `validation_failed`, `not_found`, …
   */
  code: string;
  /**
   * One sentence for people: what happened and what to do.
   */
  message: string;
  data: {
    request_id: string;
    /**
     * One entry for each field that was refused.
     */
    errors?: {
      field: string;
      code: string;
      message: string;
    }[];
    [k: string]: unknown;
  };
}
